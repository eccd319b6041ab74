using System.Text.Json;
using Org.BouncyCastle.Security;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>One case of ACVP's ML-DSA signature files, signed or verified the way its group says.</summary>
internal sealed record MLDsaCase(SignatureAlgorithm Algorithm, string Kind, JsonElement Test)
{
    public const string Pure = "external, pure";
    public const string PreHash = "external, preHash";
    public const string InternalMessage = "internal, message";
    public const string InternalMu = "internal, mu";

    private static readonly Dictionary<string, string> HashOids = new()
    {
        ["SHA3-224"] = "2.16.840.1.101.3.4.2.7",
        ["SHA3-256"] = "2.16.840.1.101.3.4.2.8",
        ["SHA3-384"] = "2.16.840.1.101.3.4.2.9",
        ["SHA3-512"] = "2.16.840.1.101.3.4.2.10",
        ["SHAKE-128"] = "2.16.840.1.101.3.4.2.11",
        ["SHAKE-256"] = "2.16.840.1.101.3.4.2.12",
    };

    public bool IsDeterministic => Test.Hex("rnd").All(static b => b == 0);

    public byte[] Signature => Test.Hex("signature");

    private byte[] Context => Test.Hex("context");

    private byte[] Message => Test.Hex("message");

    private string HashName => Test.GetProperty("hashAlg").GetString()!;

    private byte[] Hash => DigestUtilities.CalculateDigest(HashName, Message);

    /// <summary>The internal interface takes M' where a message would be: <c>mu = H(H(pk) || M')</c>.</summary>
    private byte[] Mu
    {
        get
        {
            if (Kind == InternalMu)
                return Test.Hex("mu");
            byte[] tr = new byte[64];
            byte[] mu = new byte[64];
            Sha3.Shake256(Test.Hex("pk"), tr);
            Sha3.Shake256([.. tr, .. Message], mu);
            return mu;
        }
    }

    public static IEnumerable<MLDsaCase> All(string file) =>
        from g in VectorFile.ReadJson(file).GetProperty("testGroups").EnumerateArray()
        let algorithm = SignatureAlgorithm.Parse(g.GetProperty("parameterSet").GetString()!)
        from test in g.GetProperty("tests").EnumerateArray()
        select new MLDsaCase(algorithm, KindOf(g), test);

    public byte[] Sign(SigningKey key)
    {
        SigningMode mode = IsDeterministic ? SigningMode.Deterministic : SigningMode.Hedged;
        byte[] signature = new byte[Algorithm.SignatureSize];
        int size = Kind switch
        {
            Pure => key.Sign(Message, signature, Context, mode),
            PreHash => key.SignPreHash(Hash, signature, HashOids[HashName], Context, mode),
            _ => key.SignMu(Mu, signature, mode),
        };
        Assert.Equal(signature.Length, size);
        return signature;
    }

    /// <summary>
    /// OpenSSL's command takes M' as it is where it is told to: the internal interface, and pre-hash, for which it has no mode.
    /// </summary>
    public byte[] Sign(OpenSsl openSsl, string keyFile)
    {
        string randomness = IsDeterministic ? "deterministic:1" : $"hextest-entropy:{Convert.ToHexString(Test.Hex("rnd"))}";
        return Kind switch
        {
            Pure => openSsl.Sign(keyFile, Message, $"hexcontext-string:{Convert.ToHexString(Context)}", randomness),
            PreHash => openSsl.Sign(
                keyFile, EncodedMessage.PreHash(Hash, HashOids[HashName], Context), "message-encoding:0", randomness),
            InternalMessage => openSsl.Sign(keyFile, Message, "message-encoding:0", randomness),
            _ => openSsl.Sign(keyFile, Mu, "mu:1", randomness),
        };
    }

    public bool Verify(VerifyingKey key) => Kind switch
    {
        Pure => key.Verify(Message, Signature, Context),
        PreHash => key.VerifyPreHash(Hash, Signature, HashOids[HashName], Context),
        _ => key.VerifyMu(Mu, Signature),
    };

    private static string KindOf(JsonElement group) =>
        (group.GetProperty("signatureInterface").GetString(), group.TryGetProperty("preHash", out JsonElement preHash)) switch
        {
            ("external", true) when preHash.GetString() == "pure" => Pure,
            ("external", true) when preHash.GetString() == "preHash" => PreHash,
            ("internal", false) => group.GetProperty("externalMu").GetBoolean() ? InternalMu : InternalMessage,
            _ => throw new InvalidDataException("A group of another kind than the tests know."),
        };
}
