namespace QuantumAttributes.AspNetCore.Policy;

/// <summary>What a waiver lets in, as counters and logs name it.</summary>
internal static class WaiverKinds
{
    public const string Channel = "channel";
    public const string Authentication = "auth";
}
