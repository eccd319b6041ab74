using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Client;

/// <summary>Remembers the first identity that each origin showed.</summary>
/// <remarks>Implementations are safe to call from several threads.</remarks>
public interface IIdentityMemory
{
    /// <summary>Returns the identity known for an origin; where there is none, remembers this one, lastingly, and returns it.</summary>
    KeyThumbprint Remember(string origin, KeyThumbprint identity);

    /// <summary>
    /// Remembers, lastingly, that another identity follows the one known for an origin: the old one signed that (protocol.md §2). Changes
    /// nothing where <paramref name="old"/> is not the one known.
    /// </summary>
    void Succeed(string origin, KeyThumbprint old, KeyThumbprint successor);
}
