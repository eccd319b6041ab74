using System.Text;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Keys;

/// <summary>A server's static KEM key: for one suite, one origin and one span of time.</summary>
/// <remarks>Safe to use from several threads. Its owner disposes it.</remarks>
public sealed class ChannelKey : IDisposable
{
    /// <summary>Takes ownership of <paramref name="privateKey"/>, a key of the suite's KEM.</summary>
    /// <exception cref="ArgumentException">The key is of another algorithm than the suite's, or the origin is not ASCII (RFC 6454 §6.2).</exception>
    public ChannelKey(ChannelSuite suite, string origin, KemPrivateKey privateKey, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        if (privateKey.Algorithm != suite.Kem)
            throw new ArgumentException($"{suite} takes a key of {suite.Kem}.", nameof(privateKey));
        if (!Ascii.IsValid(origin))
            throw new ArgumentException("An origin is ASCII; international names are written in their xn-- form.", nameof(origin));
        Suite = suite;
        Origin = origin;
        PrivateKey = privateKey;
        PublicKey = privateKey.PublicKey.Export();
        Id = ChannelKeyId.Of(suite, PublicKey.Span);
        NotBefore = notBefore;
        NotAfter = notAfter;
    }

    /// <summary>The suite that the key serves.</summary>
    public ChannelSuite Suite { get; }

    /// <summary>The origin that the key serves, such as <c>https://bank.example</c>.</summary>
    public string Origin { get; }

    /// <summary>The key's name on the wire.</summary>
    public ChannelKeyId Id { get; }

    /// <summary>The public key, as long as the suite's KEM has it.</summary>
    public ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>When the key's life begins.</summary>
    public DateTimeOffset NotBefore { get; }

    /// <summary>When the key's life ends.</summary>
    public DateTimeOffset NotAfter { get; }

    internal KemPrivateKey PrivateKey { get; }

    /// <summary>Wipes the private key.</summary>
    public void Dispose() => PrivateKey.Dispose();
}
