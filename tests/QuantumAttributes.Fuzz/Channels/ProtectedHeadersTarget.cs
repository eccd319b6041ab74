using QuantumAttributes.Channels.Records;

namespace QuantumAttributes.Fuzz;

internal sealed class ProtectedHeadersTarget : FuzzTarget
{
    public override string Name => "protected-headers";

    public override string Claim => "CBOR of sealed header fields: null, or fields that encode as the same bytes";

    protected override void Execute(byte[] input)
    {
        if (ProtectedHeaders.Decode(input) is { } headers)
            Contract.Holds(headers.Encode().AsSpan().SequenceEqual(input), "the same fields have one encoding");
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        ProtectedHeaders headers = new();
        yield return new FuzzSeed("empty", headers.Encode());
        headers.Add("accept", ["*/*"]);
        headers.Add("x-long-name", ["", "ü", new string('a', 300)]);
        byte[] encoded = headers.Encode();
        yield return new FuzzSeed("two", encoded);
        yield return new FuzzSeed("cut", encoded[..^1]);
        yield return new FuzzSeed("trailing", [.. encoded, 0]);
        yield return new FuzzSeed(
            "twice", Convert.FromHexString("a2616181616261618161 62".Replace(" ", "", StringComparison.Ordinal)));
        yield return new FuzzSeed("line-break", Convert.FromHexString("a1616181620d0a"));
        yield return new FuzzSeed("many", Convert.FromHexString("a161619affffffff"));
        yield return new FuzzSeed("surrogate", Convert.FromHexString("a161618163eda080"));
    }
}
