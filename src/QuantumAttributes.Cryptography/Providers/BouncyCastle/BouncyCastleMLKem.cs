using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Kems;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// ML-KEM from BouncyCastle 2.7.0, whose encapsulators and decapsulators keep a key and nothing of an operation: each key has one, for
/// all threads.
/// </summary>
internal sealed class BouncyCastleMLKem(MLKemParameters parameters, SecureRandom random) : IKem
{
    public IEncapsulator CreateEncapsulator(ReadOnlySpan<byte> publicKey) =>
        new Encapsulator(MLKemPublicKeyParameters.FromEncoding(parameters, publicKey.ToArray()), random);

    public IDecapsulator CreateDecapsulatorFromSeed(ReadOnlySpan<byte> seed) =>
        Create(seed, copy => MLKemPrivateKeyParameters.FromSeed(parameters, copy));

    public IDecapsulator CreateDecapsulatorFromExpandedKey(ReadOnlySpan<byte> expandedKey) =>
        Create(expandedKey, copy => MLKemPrivateKeyParameters.FromEncoding(parameters, copy));

    private static Decapsulator Create(ReadOnlySpan<byte> secret, Func<byte[], MLKemPrivateKeyParameters> import)
    {
        byte[] copy = secret.ToArray();
        try
        {
            return new Decapsulator(import(copy));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(copy);
        }
    }

    private sealed class Encapsulator : IEncapsulator
    {
        private readonly MLKemEncapsulator _engine;

        public Encapsulator(MLKemPublicKeyParameters key, SecureRandom random)
        {
            _engine = new MLKemEncapsulator(key.Parameters);
            _engine.Init(new ParametersWithRandom(key, random));
        }

        public void Encapsulate(Span<byte> ciphertext, Span<byte> sharedSecret) => _engine.Encapsulate(ciphertext, sharedSecret);

        public void Dispose()
        {
        }
    }

    private sealed class Decapsulator : IDecapsulator
    {
        private readonly MLKemPrivateKeyParameters _key;
        private readonly MLKemDecapsulator _engine;

        public Decapsulator(MLKemPrivateKeyParameters key)
        {
            _key = key;
            _engine = new MLKemDecapsulator(key.Parameters);
            _engine.Init(key);
        }

        public void Decapsulate(ReadOnlySpan<byte> ciphertext, Span<byte> sharedSecret) =>
            _engine.Decapsulate(ciphertext, sharedSecret);

        public void ExportPublicKey(Span<byte> publicKey) => _key.GetPublicKeyEncoded().CopyTo(publicKey);

        public void ExportExpandedKey(Span<byte> expandedKey)
        {
            byte[] encoded = _key.GetEncoded();
            encoded.CopyTo(expandedKey);
            CryptographicOperations.ZeroMemory(encoded);
        }

        public void Dispose() => BouncyCastleSecrets.Erase(_key);
    }
}
