namespace QuantumAttributes.Channels.Sessions;

/// <summary>What <see cref="SessionTicketOpener"/> makes of a request.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Proof">What it proves, where <paramref name="Outcome"/> is <see cref="SessionOutcome.Passed"/>.</param>
public readonly record struct SessionCheck(SessionOutcome Outcome, SessionProof? Proof = null);
