namespace QuantumAttributes.Channels.Sessions;

/// <summary>
/// What a check of a session's request found: for logs and counters. Whoever sent the request learns only that it was refused.
/// </summary>
public enum SessionOutcome
{
    /// <summary>The ticket is not authentic, or its key is gone. Also the default, so that what nobody checked has not passed.</summary>
    UnknownTicket,

    /// <summary>The check passed.</summary>
    Passed,

    /// <summary>The ticket is authentic, and holds what this version does not write.</summary>
    Malformed,

    /// <summary>The ticket is for another origin than the request.</summary>
    ForeignOrigin,

    /// <summary>The ticket has ended, or begins later than a clock may be off.</summary>
    Expired,

    /// <summary>A covered component is absent from the message or cannot be signed.</summary>
    MissingComponent,

    /// <summary>The signature is not made with the ticket's key over this message.</summary>
    InvalidMac,
}
