namespace QuantumAttributes.Channels.MessageSignatures;

/// <summary>The names of signature parameters (RFC 9421 §2.3). The profile demands each of them and allows no other.</summary>
internal static class SignatureParameter
{
    public const string Created = "created";
    public const string Expires = "expires";
    public const string Nonce = "nonce";
    public const string KeyId = "keyid";
    public const string Algorithm = "alg";
    public const string Tag = "tag";

    public static IReadOnlyList<string> All { get; } = [Created, Expires, Nonce, KeyId, Algorithm, Tag];
}
