namespace QuantumAttributes.Channels.Hubs;

/// <summary>What a record on a hub's connection carries (protocol.md §5).</summary>
internal enum HubRecordType : byte
{
    /// <summary>Bytes of the hub protocol.</summary>
    Data = 0,

    /// <summary>A message of the handshake that renews the keys.</summary>
    Handshake = 1,

    /// <summary>The last record under the old keys of its direction.</summary>
    Switch = 2,

    /// <summary>The last record of its direction.</summary>
    Close = 3,
}
