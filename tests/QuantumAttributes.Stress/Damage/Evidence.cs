using QuantumAttributes.Keys;

namespace QuantumAttributes.Stress.Damage;

/// <summary>Shows that a key does its work: by what it protected before anything was damaged.</summary>
/// <param name="Key">The key.</param>
/// <param name="WorksAsync">Whether a manager verifies or opens that.</param>
internal sealed record Evidence(KeyDescription Key, Func<QuantumKeyManager, Task<bool>> WorksAsync);
