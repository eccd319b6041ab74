namespace QuantumAttributes.Channels.Records;

/// <summary>Which answers have a body (RFC 9110 §6.4.1). In a channel each of these has one, be it a single empty frame.</summary>
public static class ChannelBody
{
    /// <summary>
    /// Whether an answer with this status to this method has frames. Both are authenticated, so that an outsider who cuts a body away
    /// cannot pass the answer off as one that has none.
    /// </summary>
    public static bool Exists(string method, int status) => method != "HEAD" && status is >= 200 and not (204 or 205 or 304);
}
