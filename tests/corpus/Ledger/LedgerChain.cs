using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Ledger.Domain;

public sealed record Posting(Guid Id, string From, string To, decimal Amount, DateTimeOffset BookedAt);

public sealed record Block(int Index, byte[] PreviousHash, byte[] Root, byte[] Signature, byte[]? SecondSignature = null);

/// <summary>The chain of blocks that the auditors get: each day is hashed, signed, and refers to the day before.</summary>
public sealed class LedgerChain : IDisposable
{
    private readonly ECDsa _signingKey;
    private readonly MLDsa? _auditKey;
    private readonly List<Block> _blocks = [];

    public LedgerChain(MLDsa? auditKey = null)
    {
        _signingKey = ECDsa.Create(); // find: signatures
        _signingKey.GenerateKey(ECCurve.NamedCurves.nistP256); // find: signatures
        _auditKey = auditKey; // clean
    }

    public IReadOnlyList<Block> Blocks => _blocks;

    public Block Close(IReadOnlyList<Posting> postings)
    {
        byte[] previous = _blocks.Count == 0 ? new byte[SHA256.HashSizeInBytes] : _blocks[^1].Root; // clean
        byte[] root = MerkleRoot(postings.Select(HashOf).ToList());
        byte[] signature = _signingKey.SignHash(HashBlock(previous, root)); // find: signatures
        Block block = new(_blocks.Count, previous, root, signature);
        _blocks.Add(block);
        return block;
    }

    /// <summary>At the end of the year both keys sign the same block; auditors check both.</summary>
    public Block CloseYear(byte[] previous, byte[] root)
    {
        MLDsa audit = _auditKey ?? throw new InvalidOperationException("No ML-DSA key for the auditors"); // clean
        byte[] message = [.. previous, .. root];
        byte[] first = _signingKey.SignData(message, HashAlgorithmName.SHA256); // hybrid: signatures
        byte[] second = audit.SignData(message); // clean
        return new Block(_blocks.Count, previous, root, first, second);
    }

    public bool IsValid(ECDsa publicKey) // clean
    {
        for (int i = 1; i < _blocks.Count; i++)
        {
            Block block = _blocks[i];
            if (!block.PreviousHash.SequenceEqual(_blocks[i - 1].Root)) // clean
                return false;
            if (!publicKey.VerifyHash(HashBlock(block.PreviousHash, block.Root), block.Signature)) // lower: signatures
                return false;
        }

        return true;
    }

    public string ExportPublicKey() => _signingKey.ExportSubjectPublicKeyInfoPem(); // lower: signatures

    public static byte[] HashOf(Posting posting) => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(posting)); // clean

    public static byte[] MerkleRoot(IList<byte[]> leaves)
    {
        while (leaves.Count > 1)
            leaves = leaves.Chunk(2).Select(pair => SHA256.HashData(pair.SelectMany(h => h).ToArray())).ToList(); // clean
        return leaves.FirstOrDefault() ?? new byte[32];
    }

    private static byte[] HashBlock(byte[] previous, byte[] root)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256); // clean
        hash.AppendData(previous); // clean
        hash.AppendData(root);
        return hash.GetHashAndReset();
    }

    public void Dispose()
    {
        _signingKey.Dispose();
        _auditKey?.Dispose();
    }
}

/// <summary>Codes, keys of caches and numbers of accounts.</summary>
public static class LedgerCodes
{
    /// <summary>RFC 6238, as the phones of customers have it.</summary>
    public static int Totp(byte[] secret, long step)
    {
        byte[] counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        using var hmac = new HMACSHA1(secret); // find: weak
        byte[] hash = hmac.ComputeHash(counter);
        int offset = hash[^1] & 0xf;
        return (BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(offset)) & 0x7fffffff) % 1_000_000;
    }

    public static string ApiSignature(string secret, string method, string path, string body)
    {
        using var hmac = new HMACSHA512(Encoding.UTF8.GetBytes(secret)); // clean
        return Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes($"{method}\n{path}\n{body}"))); // clean
    }

    public static Guid DeterministicId(string account)
    {
        byte[] hash = MD5.HashData(Encoding.UTF8.GetBytes(account)); // find: weak
        return new Guid(hash);
    }

    public static string Shard(string account) => Convert.ToHexString(SHA512.HashData(Encoding.UTF8.GetBytes(account)))[..4]; // clean

    public static uint Checksum(ReadOnlySpan<byte> record)
    {
        uint sum = 0;
        foreach (byte b in record)
            sum = (sum << 5) + sum + b; // clean
        return sum;
    }
}
