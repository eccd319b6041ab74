using System.Buffers.Text;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Fuzz;

internal sealed class Base64UrlTarget : FuzzTarget
{
    public override string Name => "base64url";

    public override string Claim => "canonical base64url: refused and zeroed, or bytes that encode as the same text";

    protected override void Execute(byte[] input)
    {
        string text = FuzzText.Decode(input);
        byte[] bytes = new byte[text.Length * 3 / 4];
        bytes.AsSpan().Fill(0xFF);
        if (CanonicalBase64Url.TryDecode(text, bytes))
            Contract.Holds(Base64Url.EncodeToString(bytes) == text, "the same bytes have one text");
        else
            Contract.Holds(!bytes.AsSpan().ContainsAnyExcept((byte)0), "nothing is left of what was refused");
        Contract.Holds(
            text.Length == 0 || !CanonicalBase64Url.TryDecode(text, new byte[bytes.Length + 1]), "the size is part of it");

        byte[] decoded = new byte[input.Length];
        Contract.Holds(
            CanonicalBase64Url.TryDecode(Base64Url.EncodeToString(input), decoded) && decoded.AsSpan().SequenceEqual(input),
            "any bytes have a text");
    }

    public override IEnumerable<FuzzSeed> Seeds() =>
    [
        new("zero", ""),
        new("one", "_w"),
        new("two", "__8"),
        new("three", "-_-_"),
        new("padded", "_w=="),
        new("bits", "_x"),
        new("space", "_ w"),
        new("plus", "+/+/"),
    ];
}
