namespace QuantumAttributes.Cryptography.Tests;

/// <summary>Both implementations of P-256 and P-384, whichever the providers use on this machine.</summary>
internal static class NistGroups
{
    public static INominalGroup Get(KemAlgorithm hybrid, bool platform) => (hybrid == KemAlgorithm.MLKem768P256, platform) switch
    {
        (true, true) => PlatformNistGroup.P256,
        (true, false) => BouncyCastleNistGroup.P256,
        (false, true) => PlatformNistGroup.P384,
        (false, false) => BouncyCastleNistGroup.P384,
    };
}
