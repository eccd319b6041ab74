using QuantumAttributes.Channels.Sessions;

namespace QuantumAttributes.Fuzz;

internal sealed class SessionTicketTarget : FuzzTarget
{
    public override string Name => "session-ticket";

    public override string Claim => "CBOR of what a session ticket holds: null, or a content whose one encoding it is";

    protected override void Prepare() => FuzzChannels.Prepare();

    protected override void Execute(byte[] input)
    {
        SessionTicketContent? content = SessionTicketContent.Decode(input);
        if (content is null)
            return;
        Contract.Holds(content.Encode().AsSpan().SequenceEqual(input), "there is one encoding");
        Contract.Holds(
            content.Expires > content.AuthenticatedAt && content.Expires - content.AuthenticatedAt <= SessionServerOptions.MaxLifetime,
            "it ends after it begins, and soon");
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        byte[] encoded = Content().Encode();
        yield return new FuzzSeed("content", encoded);
        yield return new FuzzSeed("cut", encoded[..^1]);
        yield return new FuzzSeed("longer", [.. encoded, 0]);
        yield return new FuzzSeed("indefinite", [0xBF, .. encoded.AsSpan(1), 0xFF]);
        yield return new FuzzSeed("huge", [0xBB, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01, 0x40]);
    }

    private static SessionTicketContent Content() => new()
    {
        KeyId = FuzzChannels.Identity.VerifyingKey.Thumbprint,
        Algorithm = FuzzChannels.Identity.Algorithm.Name,
        Origin = FuzzChannels.Origin,
        Expires = FuzzChannels.Start.AddSeconds(300),
        AuthenticatedAt = FuzzChannels.Start,
        MacKey = new byte[SessionMacKey.Size],
    };
}
