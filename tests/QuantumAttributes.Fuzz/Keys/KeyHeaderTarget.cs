using System.Security.Cryptography;
using QuantumAttributes.Keys.Containers;

namespace QuantumAttributes.Fuzz;

internal sealed class KeyHeaderTarget : FuzzTarget
{
    public override string Name => "key-header";

    public override string Claim => "the header of a key container: CryptographicException, or the one encoding of what it says";

    protected override void Execute(byte[] input)
    {
        ContainerHeader? header = Contract.Parse<ContainerHeader, CryptographicException>(() => ContainerHeader.Decode(input));
        Contract.Holds(header is null || header.Encode().AsSpan().SequenceEqual(input), "a header has one encoding");
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        yield return new FuzzSeed("good", FuzzKeys.Header.Encode());
        yield return new FuzzSeed("endless", (FuzzKeys.Header with { Key = FuzzKeys.Header.Key with { End = null } }).Encode());
        yield return new FuzzSeed("cut", FuzzKeys.Header.Encode()[..^3]);
        yield return new FuzzSeed("more", [.. FuzzKeys.Header.Encode(), 0]);
    }
}
