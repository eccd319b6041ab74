using System.Formats.Asn1;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>The PBES2 AlgorithmIdentifier (RFC 8018, appendices A.2 and A.4), with those of its schemes that are used here.</summary>
internal readonly ref struct Pbes2Parameters
{
    /// <summary>The most iterations a file may ask for: seconds of work. A hostile file could ask for hours.</summary>
    public const int MaxIterationCount = 10_000_000;

    private const string Pbes2Oid = "1.2.840.113549.1.5.13";
    private const string Pbkdf2Oid = "1.2.840.113549.1.5.12";
    private const int SaltSize = 16;
    private const int BlockSize = 16;

    // RFC 8018, appendix B.1.2.
    private static readonly (HashAlgorithmName Name, string Oid)[] Hashes =
    [
        (HashAlgorithmName.SHA256, "1.2.840.113549.2.9"),
        (HashAlgorithmName.SHA384, "1.2.840.113549.2.10"),
        (HashAlgorithmName.SHA512, "1.2.840.113549.2.11"),
    ];

    // RFC 8018, appendix B.2.5.
    private static readonly (PbeEncryptionAlgorithm Name, string Oid, int KeySize)[] Ciphers =
    [
        (PbeEncryptionAlgorithm.Aes128Cbc, "2.16.840.1.101.3.4.1.2", 16),
        (PbeEncryptionAlgorithm.Aes192Cbc, "2.16.840.1.101.3.4.1.22", 24),
        (PbeEncryptionAlgorithm.Aes256Cbc, "2.16.840.1.101.3.4.1.42", 32),
    ];

    public required HashAlgorithmName HashAlgorithm { get; init; }

    public required ReadOnlySpan<byte> Salt { get; init; }

    public required int IterationCount { get; init; }

    /// <summary>The size of the key, in bytes: the cipher is AES with that size.</summary>
    public required int KeySize { get; init; }

    public required ReadOnlySpan<byte> InitializationVector { get; init; }

    /// <summary>Parameters to encrypt with: a new salt and initialization vector.</summary>
    /// <exception cref="ArgumentException">The hash, the cipher or the number of iterations is not used here.</exception>
    public static Pbes2Parameters Create(PbeParameters parameters, RandomNumberGenerator random)
    {
        int cipher = Array.FindIndex(Ciphers, c => c.Name == parameters.EncryptionAlgorithm);
        if (cipher < 0)
            throw new ArgumentException("Keys are encrypted with AES-128-CBC, AES-192-CBC or AES-256-CBC.", nameof(parameters));
        if (!Array.Exists(Hashes, h => h.Name == parameters.HashAlgorithm))
            throw new ArgumentException("Passwords are derived from with SHA-256, SHA-384 or SHA-512.", nameof(parameters));
        if (parameters.IterationCount > MaxIterationCount)
            throw new ArgumentException($"There are at most {MaxIterationCount} iterations.", nameof(parameters));

        byte[] fresh = new byte[SaltSize + BlockSize];
        random.GetBytes(fresh);
        return new Pbes2Parameters
        {
            HashAlgorithm = parameters.HashAlgorithm,
            Salt = fresh.AsSpan(0, SaltSize),
            IterationCount = parameters.IterationCount,
            KeySize = Ciphers[cipher].KeySize,
            InitializationVector = fresh.AsSpan(SaltSize),
        };
    }

    /// <summary>Reads the contents of the AlgorithmIdentifier.</summary>
    /// <exception cref="CryptographicException">It is malformed, another scheme, or asks for too much work.</exception>
    public static Pbes2Parameters Read(DerReader algorithm)
    {
        DerReader schemes = ReadParameters(ref algorithm, Pbes2Oid);
        algorithm.ThrowIfNotAtEnd();
        DerReader derivation = schemes.ReadSequence();
        DerReader pbkdf2 = ReadParameters(ref derivation, Pbkdf2Oid);
        derivation.ThrowIfNotAtEnd();
        DerReader encryption = schemes.ReadSequence();
        schemes.ThrowIfNotAtEnd();

        string cipherOid = encryption.ReadObjectIdentifier();
        int cipher = Array.FindIndex(Ciphers, c => c.Oid == cipherOid);
        if (cipher < 0)
            throw Unsupported(cipherOid);
        ReadOnlySpan<byte> initializationVector = encryption.ReadOctetString();
        encryption.ThrowIfNotAtEnd();
        if (initializationVector.Length != BlockSize)
            throw new CryptographicException("The initialization vector of the encrypted key has not the size of a block.");

        return ReadDerivation(pbkdf2, Ciphers[cipher].KeySize, initializationVector);
    }

    public void Write(AsnWriter writer)
    {
        HashAlgorithmName hash = HashAlgorithm;
        int keySize = KeySize;
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Pbes2Oid);
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(Pbkdf2Oid);
                    using (writer.PushSequence())
                    {
                        writer.WriteOctetString(Salt);
                        writer.WriteInteger(IterationCount);
                        using (writer.PushSequence())
                        {
                            writer.WriteObjectIdentifier(Array.Find(Hashes, h => h.Name == hash).Oid);
                            writer.WriteNull();
                        }
                    }
                }

                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(Array.Find(Ciphers, c => c.KeySize == keySize).Oid);
                    writer.WriteOctetString(InitializationVector);
                }
            }
        }
    }

    private static Pbes2Parameters ReadDerivation(DerReader pbkdf2, int keySize, ReadOnlySpan<byte> initializationVector)
    {
        ReadOnlySpan<byte> salt = pbkdf2.ReadOctetString();
        int iterations = pbkdf2.ReadSmallInteger();
        if (iterations is < 1 or > MaxIterationCount)
            throw new CryptographicException(
                $"The encrypted key asks for {iterations} iterations; 1 to {MaxIterationCount} are done.");
        if (pbkdf2.NextIs(Asn1Tag.Integer) && pbkdf2.ReadSmallInteger() != keySize)
            throw new CryptographicException("The encrypted key names a key size that is not its cipher's.");

        // Without a function named, the default is HMAC-SHA-1: that is as unwelcome as one that is named.
        if (pbkdf2.IsAtEnd)
            throw Unsupported("HMAC-SHA-1");
        DerReader function = pbkdf2.ReadSequence();
        pbkdf2.ThrowIfNotAtEnd();
        string hashOid = function.ReadObjectIdentifier();
        function.Skip(Asn1Tag.Null);
        function.ThrowIfNotAtEnd();
        int hash = Array.FindIndex(Hashes, h => h.Oid == hashOid);
        return new Pbes2Parameters
        {
            HashAlgorithm = hash >= 0 ? Hashes[hash].Name : throw Unsupported(hashOid),
            Salt = salt,
            IterationCount = iterations,
            KeySize = keySize,
            InitializationVector = initializationVector,
        };
    }

    private static DerReader ReadParameters(scoped ref DerReader algorithm, string expectedOid)
    {
        string oid = algorithm.ReadObjectIdentifier();
        return oid == expectedOid ? algorithm.ReadSequence() : throw Unsupported(oid);
    }

    private static CryptographicException Unsupported(string scheme) =>
        new($"The key is encrypted with {scheme}. Known here is PBES2 with PBKDF2, HMAC-SHA-256, -384 or -512, and AES-CBC.");
}
