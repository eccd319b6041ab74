using QuantumAttributes.AspNetCore.Status;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.AspNetCore.Identities;

/// <summary>
/// The identities of a source that changes: always the last that could be read. A source that is broken, cut short or empty neither
/// locks everybody out nor lets anybody back in.
/// </summary>
/// <remarks>Finding is safe from several threads at any time; whoever replaces takes care that nobody else does.</remarks>
internal sealed class LastGoodIdentities
{
    private readonly string _source;
    private readonly IdentityReader _reader;
    private volatile IdentitySet _current;
    private string? _failure;

    /// <summary>The first identities of a source.</summary>
    /// <exception cref="FormatException">They cannot be read, or there are none.</exception>
    public LastGoodIdentities(string source, string json, IdentityReader reader)
    {
        _source = source;
        _reader = reader;
        _current = IdentitySet.Parse(json, reader.Providers, null);
    }

    public QuantumIdentity? Find(KeyThumbprint keyId) => _current.Find(keyId);

    /// <summary>Takes what the source says now; false, and the ones before, where that is not a set of identities.</summary>
    public bool TryReplace(string json)
    {
        try
        {
            _current = IdentitySet.Parse(json, _reader.Providers, _current);
        }
        catch (FormatException e)
        {
            Fail(e.Message);
            return false;
        }

        _failure = null;
        _reader.Metrics.IdentityReload("Reloaded");
        QuantumLog.IdentitiesReloaded(_reader.Logger, _source, _current.Count);
        return true;
    }

    /// <summary>Notes that the source could not be read: each time in the counter, in the log where it is not known yet.</summary>
    public void Fail(string reason)
    {
        _reader.Metrics.IdentityReload("Failed");
        if (_failure != reason)
            QuantumLog.IdentitiesNotReloaded(_reader.Logger, _source, reason);
        _failure = reason;
    }

    /// <summary>Notes that the source says again what it said at last.</summary>
    public void Recover() => _failure = null;
}
