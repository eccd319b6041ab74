namespace Devices.Fleet;

/// <summary>Settings of the fleet.</summary>
public sealed class DeviceOptions
{
    /// <summary>Handed to BouncyCastle by <see cref="NamedAlgorithms"/>.</summary>
    public string SignatureAlgorithm { get; set; } = "SHA256withECDSA"; // find: signatures

    public string DigestAlgorithm { get; set; } = "SHA-384"; // clean

    public string Transport { get; set; } = "AES/GCM/NoPadding"; // clean

    /// <summary>The label of the sensor group, as printed.</summary>
    public string Group { get; set; } = "RSA"; // clean

    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(30);
}
