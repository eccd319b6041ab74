using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Discovery;

namespace QuantumAttributes.Fuzz;

internal sealed class DiscoveryJwsTarget : FuzzTarget
{
    public override string Name => "discovery-jws";

    public override string Claim => "a discovery document as it is fetched: ChannelException, or exactly what was signed";
    protected override void Prepare() => FuzzChannels.Prepare();


    protected override void Execute(byte[] input)
    {
        string text = FuzzText.Decode(input);
        DiscoveryDocument? document = Contract.Parse<DiscoveryDocument, ChannelException>(
            () => DiscoveryDocument.Verify(text, FuzzCryptography.Providers));
        Contract.Holds(document is null || text == FuzzChannels.DocumentJws, "nothing else has this signature");
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        string jws = FuzzChannels.DocumentJws;
        yield return new FuzzSeed("good", jws);
        yield return new FuzzSeed("cut", jws[..^5]);
        yield return new FuzzSeed("two-parts", jws[..jws.LastIndexOf('.')]);
        yield return new FuzzSeed("empty", "..");
        yield return new FuzzSeed("no-json", "AAAA.AAAA.AAAA");
    }
}
