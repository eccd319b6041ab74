namespace QuantumAttributes.Channels.Idempotency;

/// <summary>What is to become of a request with an idempotency key.</summary>
/// <param name="Verdict">What.</param>
/// <param name="Answer">The answer to give, with <see cref="IdempotencyVerdict.Answered"/>; else null.</param>
public sealed record IdempotencyDecision(IdempotencyVerdict Verdict, KeptAnswer? Answer = null);
