namespace QuantumAttributes.AspNetCore.Idempotency;

/// <summary>
/// A feature of the <c>HttpContext</c> of a request that runs at most once, because it carries an <c>Idempotency-Key</c> in a channel whose
/// client has signed in.
/// </summary>
public interface IQuantumIdempotencyFeature
{
    /// <summary>The key, without quotes.</summary>
    string Key { get; }

    /// <summary>
    /// Says that the request had no effect, such as where a rate limiter refused it: its answer is not kept, and the key may be used anew.
    /// </summary>
    void DeclareWithoutEffect();
}
