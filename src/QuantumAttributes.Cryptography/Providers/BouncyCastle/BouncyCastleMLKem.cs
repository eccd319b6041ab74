using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Kems;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// ML-KEM from BouncyCastle. Its key parameters are immutable and shared; its engines hold state, so each call makes one.
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

    private sealed class Encapsulator(MLKemPublicKeyParameters key, SecureRandom random) : IEncapsulator
    {
        private readonly ParametersWithRandom _key = new(key, random);

        public void Encapsulate(Span<byte> ciphertext, Span<byte> sharedSecret)
        {
            MLKemEncapsulator engine = new(key.Parameters);
            engine.Init(_key);
            engine.Encapsulate(ciphertext, sharedSecret);
        }

        public void Dispose()
        {
        }
    }

    private sealed class Decapsulator(MLKemPrivateKeyParameters key) : IDecapsulator
    {
        public void Decapsulate(ReadOnlySpan<byte> ciphertext, Span<byte> sharedSecret)
        {
            MLKemDecapsulator engine = new(key.Parameters);
            engine.Init(key);
            engine.Decapsulate(ciphertext, sharedSecret);
        }

        public void ExportPublicKey(Span<byte> publicKey) => key.GetPublicKeyEncoded().CopyTo(publicKey);

        public void ExportExpandedKey(Span<byte> expandedKey)
        {
            byte[] encoded = key.GetEncoded();
            encoded.CopyTo(expandedKey);
            CryptographicOperations.ZeroMemory(encoded);
        }

        public void Dispose() => BouncyCastleSecrets.Erase(key);
    }
}
