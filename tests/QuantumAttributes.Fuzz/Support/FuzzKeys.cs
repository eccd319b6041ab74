using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Containers;
using QuantumAttributes.Keys.Protection;

namespace QuantumAttributes.Fuzz;

/// <summary>What the targets of the key ring share.</summary>
internal static class FuzzKeys
{
    private static readonly DateTimeOffset Time = new(2026, 11, 27, 0, 0, 0, TimeSpan.Zero);

    public static ContainerHeader Header { get; } = new(
        new KeyDescription
        {
            Id = new KeyId(new byte[KeyId.Size]),
            Slot = KeyPurpose.Signing,
            Algorithm = "ML-DSA-65",
            Generation = 1,
            Revision = 1,
            State = KeyState.Active,
            Changed = Time,
            Created = Time,
            Activation = Time,
            ActiveUntil = Time.AddDays(90),
            End = Time.AddDays(180),
            PublicKey = new byte[] { 1, 2, 3 },
            AuditSequence = 1,
        },
        KeyProtectionKind.Secret, new byte[8], new byte[ContainerHeader.SaltSize]);
}
