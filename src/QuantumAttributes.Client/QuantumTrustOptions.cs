using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Client;

/// <summary>Whom a client takes for the server, and with which suites it talks to it.</summary>
/// <remarks>Set up at start and not changed afterwards.</remarks>
public abstract class QuantumTrustOptions
{
    private readonly HashSet<KeyThumbprint> _pinned = [];
    private IIdentityMemory? _memory;

    private protected QuantumTrustOptions()
    {
    }

    /// <summary>
    /// The suites that the client takes, such as <see cref="ChannelSuite.MLKem1024"/> alone for CNSA 2.0. Of those that the server offers,
    /// in its order, the first of these is taken. <see cref="ChannelSuite.All"/>.
    /// </summary>
    public IReadOnlyList<ChannelSuite> Suites { get; set; } = ChannelSuite.All;

    internal bool IsSet => _pinned.Count > 0 || _memory is not null;

    /// <summary>Takes a server for the right one that shows the identity with this thumbprint. Several may be pinned, for a change of key.</summary>
    /// <param name="thumbprint">The RFC 9964 thumbprint of the server's identity key: 43 characters base64url.</param>
    /// <exception cref="FormatException">It is no thumbprint.</exception>
    public void PinIdentity(string thumbprint)
    {
        ArgumentNullException.ThrowIfNull(thumbprint);
        if (!KeyThumbprint.TryParse(thumbprint, out KeyThumbprint parsed))
            throw new FormatException($"'{thumbprint}' is not a thumbprint: 43 characters of base64url, as the server shows at /.well-known/quantum.");
        _pinned.Add(parsed);
    }

    /// <summary>
    /// Remembers the first identity that each origin shows in a file, and takes no other from then on. An attacker who is there the first
    /// time is remembered too: pin where you can.
    /// </summary>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public void RememberFirstIdentity(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        RememberFirstIdentity(new IdentityMemoryFile(path));
    }

    /// <summary>Remembers first identities in a memory of your own.</summary>
    public void RememberFirstIdentity(IIdentityMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        _memory = memory;
    }

    internal IdentityPins ToPins() => new(_pinned, _memory);
}
