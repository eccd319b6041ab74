// Shares that two other implementations make, and shares of ours that they put together again. Both packages are Apache-2.0:
//   npm install shamir-secret-sharing@0.0.4 shamir@0.7.1
//   node tests/tools/shamir-vectors.js make >tests/vectors/keys/shamir.json
//   node tests/tools/shamir-vectors.js combine <tests/vectors/keys/key-shares.json
const { randomBytes } = require('crypto');
const { createRequire } = require('module');
const load = createRequire(process.cwd() + '/'); // the packages of the directory in which this is run
const vault = load('shamir-secret-sharing'); // HashiCorp Vault's construction: y, and x as one byte behind it
const scheme = load('shamir'); // a map from x to y

const SIZES = [[2, 2], [2, 3], [3, 5], [5, 8], [4, 4], [2, 255], [10, 20], [255, 255]];
const hex = bytes => Buffer.from(bytes).toString('hex');

async function byVault(threshold, shares) {
  const secret = randomBytes(32);
  const made = await vault.split(new Uint8Array(secret), shares, threshold);
  return { implementation: 'shamir-secret-sharing 0.0.4', threshold, secret: hex(secret), shares: made.map(hex) };
}

// It makes one polynomial for each byte, secret first, and calls for randomness until the highest coefficient is not zero. Those that
// it kept are recorded in rows, as our Split reads them: one coefficient of all 32 polynomials after the other.
function byScheme(threshold, shares) {
  const secret = randomBytes(32);
  const kept = [];
  const random = length => { const bytes = randomBytes(length); kept.push(bytes); return new Uint8Array(bytes); };
  const made = scheme.split(random, shares, threshold, new Uint8Array(secret));
  const polynomials = kept.filter(bytes => bytes[threshold - 1] !== 0);
  if (polynomials.length !== 32) throw new Error(`${polynomials.length} polynomials`);
  let coefficients = '';
  for (let row = 1; row < threshold; row++) coefficients += hex(polynomials.map(bytes => bytes[row]));
  return {
    implementation: 'shamir 0.7.1', threshold, secret: hex(secret), coefficients,
    shares: Object.entries(made).map(([x, y]) => hex(y) + hex([Number(x)])),
  };
}

async function make() {
  const sets = [];
  for (const [threshold, shares] of SIZES) sets.push(await byVault(threshold, shares), byScheme(threshold, shares));
  console.log('[\n' + sets.map(set => JSON.stringify(set)).join(',\n') + '\n]');
}

// Each run of `threshold` neighbours, and all together.
async function combine() {
  let combined = 0;
  for (const { secret, threshold, shares } of JSON.parse(require('fs').readFileSync(0, 'utf8'))) {
    const parsed = shares.map(text => text.split('-')).map(parts => ({ x: Number(parts[3]), y: Buffer.from(parts[4], 'hex') }));
    const subsets = parsed.map((_, i) => parsed.concat(parsed).slice(i, i + threshold)).concat([parsed]);
    for (const subset of subsets) {
      const one = await vault.combine(subset.map(({ x, y }) => new Uint8Array([...y, x])));
      const other = scheme.join(Object.fromEntries(subset.map(({ x, y }) => [x, new Uint8Array(y)])));
      if (hex(one) !== secret || hex(other) !== secret) throw new Error(`a subset of ${subset.length} makes another secret`);
      combined++;
    }
  }
  console.log(`${combined} subsets make their secret in both`);
}

({ make, combine })[process.argv[2]]();
