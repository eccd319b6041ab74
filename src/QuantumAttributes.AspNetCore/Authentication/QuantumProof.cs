namespace QuantumAttributes.AspNetCore.Authentication;

/// <summary>How a request proves possession of its caller's key.</summary>
/// <param name="Mechanism">The one mechanism.</param>
/// <param name="Time">When the key was used: the handshake's time, or the signature's <c>created</c>.</param>
/// <param name="IsHybrid">Whether a classical key was used beside it.</param>
internal readonly record struct QuantumProof(QuantumMechanism Mechanism, DateTimeOffset Time, bool IsHybrid = false);
