using CsCheck;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>Something to sign, in one of the three forms: a message, a hash of one, or a message representative.</summary>
internal sealed record SignatureCase(SignatureInputKind Kind, byte[] Data, byte[] Context, string HashOid)
{
    // In the order of their OIDs, from SHA-256 to SHAKE256.
    private static readonly (string Oid, int Size)[] HashFunctions =
        [.. new[] { 32, 48, 64, 28, 28, 32, 28, 32, 48, 64, 32, 64 }.Select((size, i) => ($"2.16.840.1.101.3.4.2.{i + 1}", size))];

    // Messages around a block of SHAKE256 (136 bytes) and far above it.
    private static readonly Gen<byte[]> Messages = Gen.OneOf(Gen.Byte.Array[0, 300], Gen.Byte.Array[0, 5000]);

    private static readonly Gen<(string Oid, byte[] Hash)> Hashes =
        from index in Gen.Int[0, HashFunctions.Length - 1]
        from hash in Gen.Byte.Array[HashFunctions[index].Size]
        select (HashFunctions[index].Oid, hash);

    public static Gen<SignatureCase> Of(SignatureInputKind kind, int maxContextSize)
    {
        Gen<byte[]> contexts =
            Gen.OneOf(Gen.Const<byte[]>([]), Gen.Byte.Array[0, maxContextSize], Gen.Byte.Array[maxContextSize]);
        return kind switch
        {
            SignatureInputKind.Message =>
                Gen.Select(Messages, contexts, (message, context) => new SignatureCase(kind, message, context, "")),
            SignatureInputKind.PreHash =>
                Gen.Select(Hashes, contexts, (hash, context) => new SignatureCase(kind, hash.Hash, context, hash.Oid)),
            _ => Gen.Byte.Array[64].Select(mu => new SignatureCase(kind, mu, [], "")),
        };
    }

    public byte[] SignBy(SigningKey key)
    {
        byte[] signature = new byte[key.Algorithm.SignatureSize];
        int size = Kind switch
        {
            SignatureInputKind.Message => key.Sign(Data, signature, Context),
            SignatureInputKind.PreHash => key.SignPreHash(Data, signature, HashOid, Context),
            _ => key.SignMu(Data, signature),
        };
        return signature[..size];
    }

    public bool VerifyBy(VerifyingKey key, byte[] signature) => Kind switch
    {
        SignatureInputKind.Message => key.Verify(Data, signature, Context),
        SignatureInputKind.PreHash => key.VerifyPreHash(Data, signature, HashOid, Context),
        _ => key.VerifyMu(Data, signature),
    };
}
