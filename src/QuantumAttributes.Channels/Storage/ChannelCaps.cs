namespace QuantumAttributes.Channels.Storage;

/// <summary>How many channels there may be, in all servers that share them.</summary>
/// <param name="Provisional">Those that wait for their first record.</param>
/// <param name="Confirmed">The others.</param>
/// <param name="PerIdentity">The others of one client key.</param>
/// <param name="AnonymousProvisional">Of those that wait, the ones whose client did not sign in.</param>
/// <param name="Anonymous">Of the others, the ones whose client did not sign in.</param>
public readonly record struct ChannelCaps(int Provisional, int Confirmed, int PerIdentity, int AnonymousProvisional, int Anonymous);
