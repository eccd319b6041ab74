using System.Buffers.Text;
using System.Text;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Discovery;

namespace QuantumAttributes.Fuzz;

internal sealed class DiscoveryJsonTarget : FuzzTarget
{
    public override string Name => "discovery-json";

    public override string Claim =>
        "a signed header and payload, a zero byte between: ChannelException, or a document a client can act on";

    protected override void Prepare() => FuzzChannels.Prepare();

    // The signature is made here: what is inside is the signer's to say, and a pinned signer may still say nonsense.
    protected override void Execute(byte[] input)
    {
        int end = Array.IndexOf(input, (byte)0);
        string signingInput =
            $"{Base64Url.EncodeToString(input.AsSpan(0, Math.Max(end, 0)))}.{Base64Url.EncodeToString(input.AsSpan(end + 1))}";
        byte[] signature = FuzzChannels.Identity.Sign(Encoding.ASCII.GetBytes(signingInput));
        string jws = $"{signingInput}.{Base64Url.EncodeToString(signature)}";
        DiscoveryDocument? document = Contract.Parse<DiscoveryDocument, ChannelException>(
            () => DiscoveryDocument.Verify(jws, FuzzCryptography.Providers));
        if (document is null)
            return;
        byte[] written = DiscoveryJson.Write(document);
        Contract.Holds(
            DiscoveryJson.Write(DiscoveryJson.Read(written)).AsSpan().SequenceEqual(written), "what is written comes back");
        document.IsValidAt(FuzzChannels.Start);
        document.IsValidAt(document.IssuedAt);
        using ChannelOpening? opening = Contract.Parse<ChannelOpening, ChannelException>(
            () => ChannelOpening.Begin(document, signer: null, FuzzCryptography.Providers, FuzzChannels.Clock()));
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        string[] parts = FuzzChannels.DocumentJws.Split('.');
        byte[] header = Base64Url.DecodeFromChars(parts[0]);
        byte[] payload = Base64Url.DecodeFromChars(parts[1]);
        yield return new FuzzSeed("good", [.. header, 0, .. payload]);
        yield return new FuzzSeed("cut", [.. header, 0, .. payload.AsSpan(0, payload.Length - 1)]);
        yield return new FuzzSeed("header-twice", [.. header, 0, .. header]);
        yield return new FuzzSeed("no-keys", [.. header, 0, .. """
            {"v":1,"iss":"https://bank.example","iat":1800000000,"exp":253402300799,
             "policy":"allow-classical","max_age":4294967295,"suites":[1,65535],"keys":[]}
            """u8]);
        yield return new FuzzSeed("null-key", [.. header, 0, .. """
            {"v":1,"iss":"x","iat":0,"exp":1,"policy":"require","max_age":0,"suites":[1],
             "keys":[{"kid":"AAAAAAAAAAA","suite":1,"pub":null,"nbf":0,"exp":253402300799}]}
            """u8]);
        yield return new FuzzSeed("surrogate", [.. header, 0, .. """{"v":1,"iss":"\ud800"}"""u8]);
    }
}
