namespace QuantumAttributes.AspNetCore.Idempotency;

/// <summary>The feature of a request that <see cref="IdempotentRequests"/> lets run.</summary>
internal sealed class QuantumIdempotencyFeature(string key) : IQuantumIdempotencyFeature
{
    public string Key => key;

    public bool IsWithoutEffect { get; private set; }

    public void DeclareWithoutEffect() => IsWithoutEffect = true;
}
