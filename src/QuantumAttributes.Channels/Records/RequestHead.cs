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

    // lp("qc1 request") | lp(id) | u64 n | lp(method) | lp(origin) | lp(target) | u8 body
    internal byte[] AssociatedData(ChannelId id, ulong n, string origin)
    {
        ReadOnlySpan<byte> label = "qc1 request"u8;
        var data = new WireWriter(4 + label.Length + 4 + ChannelId.Size + 8 + 4 + Method.Length + 4 + origin.Length + 4 + Target.Length + 1);
        data.WriteLengthPrefixed(label);
        data.WriteLengthPrefixed(id);
        data.Write(n);
        data.WriteLengthPrefixed(Method);
        data.WriteLengthPrefixed(origin);
        data.WriteLengthPrefixed(Target);
        data.Write((byte)(HasBody ? 1 : 0));
        return data.ToArray();
    }
}
