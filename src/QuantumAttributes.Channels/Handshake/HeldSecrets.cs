namespace QuantumAttributes.Channels.Handshake;

/// <summary>
/// A channel's secrets, held by the requests that run in it: once closed nobody new gets hold of them, and they are wiped with the last
/// one who has. Safe to use from several threads.
/// </summary>
internal sealed class HeldSecrets(ChannelSecrets secrets)
{
    private readonly Lock _lock = new();
    private int _holders;
    private bool _closed;

    /// <summary>The secrets; to be read only while they are held.</summary>
    public ChannelSecrets Value => secrets;

    public bool IsHeld
    {
        get
        {
            lock (_lock)
                return _holders > 0;
        }
    }

    public bool TryHold()
    {
        lock (_lock)
        {
            if (_closed)
                return false;
            _holders++;
            return true;
        }
    }

    public void Release()
    {
        lock (_lock)
        {
            _holders--;
            WipeIfDone();
        }
    }

    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
            WipeIfDone();
        }
    }

    private void WipeIfDone()
    {
        if (_closed && _holders == 0)
            secrets.Dispose();
    }
}
