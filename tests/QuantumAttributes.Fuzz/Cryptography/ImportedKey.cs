using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Fuzz;

/// <summary>What a private key must be able to do, wherever it came from.</summary>
internal static class ImportedKey
{
    public static void Check(KemPrivateKey key)
    {
        (byte[] ciphertext, byte[] sent) = key.PublicKey.Encapsulate();
        Contract.Holds(key.Decapsulate(ciphertext).AsSpan().SequenceEqual(sent), "both sides have one secret");
        if (key.Algorithm.Oid is null)
            return;
        byte[] exported = key.ExportPkcs8PrivateKey();
        using KemPrivateKey again = KemPrivateKey.ImportPkcs8PrivateKey(exported, FuzzCryptography.Providers);
        Contract.Holds(again.ExportPkcs8PrivateKey().AsSpan().SequenceEqual(exported), "what is exported comes back");
        Contract.Holds(again.PublicKey.Export().AsSpan().SequenceEqual(key.PublicKey.Export()), "with the same public key");
    }

    public static void Check(SigningKey key)
    {
        byte[] signature = key.Sign("fuzz"u8);
        Contract.Holds(key.VerifyingKey.Verify("fuzz"u8, signature), "what it signs, verifies");
        if (key.Algorithm.Oid is null)
            return;
        byte[] exported = key.ExportPkcs8PrivateKey();
        using SigningKey again = SigningKey.ImportPkcs8PrivateKey(exported, FuzzCryptography.Providers);
        Contract.Holds(again.ExportPkcs8PrivateKey().AsSpan().SequenceEqual(exported), "what is exported comes back");
        Contract.Holds(again.VerifyingKey.Export().AsSpan().SequenceEqual(key.VerifyingKey.Export()), "with the same public key");
    }
}
