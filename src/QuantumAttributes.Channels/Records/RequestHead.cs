using System.Text;

namespace QuantumAttributes.Channels.Records;

/// <summary>What of a request stays readable outside and is authenticated all the same (protocol.md §4, AAD).</summary>
/// <param name="Method">The method's exact octets.</param>
/// <param name="Target">The target in undecoded origin form, with its query and with the public path base.</param>
/// <param name="HasBody">Whether the outer content type is <see cref="ContentType"/>.</param>
public readonly record struct RequestHead(string Method, string Target, bool HasBody)
{
    /// <summary>The outer content type of a sealed body.</summary>
    public const string ContentType = "application/quantum-record";

    /// <summary>Whether it is one that a request can have: in ASCII, so that nothing else can be taken for it.</summary>
    internal bool IsValid => Ascii.IsValid(Method) && Ascii.IsValid(Target);

    /// <summary>Bytes of memory that hold what most requests authenticate.</summary>
    internal const int UsualAssociatedDataSize = 512;

    /// <summary>lp("qc1 request") | lp(id) | u64 n | lp(method) | lp(origin) | lp(target) | u8 body</summary>
    /// <param name="id">The channel.</param>
    /// <param name="n">The request's number.</param>
    /// <param name="origin">The channel's origin.</param>
    /// <param name="memory">Where it is written if there is room.</param>
    internal ReadOnlySpan<byte> WriteAssociatedData(ChannelId id, ulong n, string origin, Span<byte> memory)
    {
        var data = new WireWriter(memory);
        data.WriteLengthPrefixed("qc1 request"u8);
        data.WriteLengthPrefixed(id);
        data.Write(n);
        data.WriteLengthPrefixed(Method);
        data.WriteLengthPrefixed(origin);
        data.WriteLengthPrefixed(Target);
        data.Write((byte)(HasBody ? 1 : 0));
        return data.Written;
    }
}
