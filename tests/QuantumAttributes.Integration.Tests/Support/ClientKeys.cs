using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Integration.Tests.Support;

/// <summary>Client keys that live as long as the tests.</summary>
internal static class ClientKeys
{
    public static SigningKey Alice { get; } = SigningKey.Generate(SignatureAlgorithm.MLDsa65);

    public static SigningKey Bob { get; } = SigningKey.Generate(SignatureAlgorithm.MLDsa65);

    /// <summary>Nobody enrols this one.</summary>
    public static SigningKey Mallory { get; } = SigningKey.Generate(SignatureAlgorithm.MLDsa65);
}
