using QuantumAttributes.Keys;

namespace QuantumAttributes.Tool.Results;

/// <summary>A key with what the list says of it besides its description.</summary>
/// <param name="Key">The key.</param>
/// <param name="Uses">How often it was used, as far as it was written down.</param>
/// <param name="NextRotation">When the clock rotates it by the default policy; null where an operator does, or nothing is to be rotated.</param>
/// <param name="IsRotatedByHand">Whether it is active, and an operator rotates it.</param>
internal sealed record KeyRow(KeyDescription Key, long Uses, DateTimeOffset? NextRotation, bool IsRotatedByHand)
{
    public static KeyRow Of(KeyDescription key, long uses)
    {
        KeyPolicy policy = KeyPolicy.DefaultOf(key.Slot.Purpose);
        bool isActive = key.State == KeyState.Active;
        DateTimeOffset? next = isActive && policy.IsAutomatic ? key.ActiveUntil - policy.RotateAhead : null;
        return new KeyRow(key, uses, next, isActive && !policy.IsAutomatic);
    }
}
