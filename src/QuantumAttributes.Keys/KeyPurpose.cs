namespace QuantumAttributes.Keys;

/// <summary>What a key is for. A key serves one purpose (SP 800-57 part 1, section 5.2).</summary>
public enum KeyPurpose
{
    /// <summary>The application's identity: the signing key by which clients know it.</summary>
    Identity = 1,

    /// <summary>A static KEM key of channels.</summary>
    Channel = 2,

    /// <summary>A symmetric key under which session tickets are sealed.</summary>
    SessionTickets = 3,

    /// <summary>A signing key of the application's own.</summary>
    Signing = 4,

    /// <summary>A KEM key to which the application seals data of its own.</summary>
    Sealing = 5,

    /// <summary>The signing key of the audit log. The ring makes it by itself.</summary>
    Audit = 6,

    /// <summary>A symmetric key under which the secrets of channels are sealed that several servers share.</summary>
    StoredChannels = 7,

    /// <summary>A symmetric key under which the answers are sealed that requests with an idempotency key got, in a store outside the process.</summary>
    StoredAnswers = 8,
}
