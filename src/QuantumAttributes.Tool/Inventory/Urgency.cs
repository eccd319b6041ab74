namespace QuantumAttributes.Tool.Inventory;

/// <summary>What has to be done first, in this order.</summary>
internal enum Urgency
{
    /// <summary>What is encrypted today can be recorded, and read when the computer exists.</summary>
    HarvestNow,

    /// <summary>Signatures can be forged when the computer exists.</summary>
    Forgery,

    /// <summary>Everything else.</summary>
    Other,
}
