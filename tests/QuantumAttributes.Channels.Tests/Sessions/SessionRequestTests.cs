using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Channels.Sessions;
using QuantumAttributes.Channels.Tests.MessageSignatures;
using QuantumAttributes.Channels.Tests.Support;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests.Sessions;

/// <summary>What comes of a ticket: requests with the key's MAC, and everything else.</summary>
public class SessionRequestTests
{
    private static readonly byte[] Ticket = ReferenceTickets.Seal(Contents.Encode(Contents.Fields()));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Given_ASession_When_ARequestIsSigned_Expect_TheKeyThatOpenedIt(bool hasContent)
    {
        using var server = new SessionTestServer();
        using ClientSession session = await server.OpenAsync();

        SessionCheck check = await CheckAsync(SessionMessages.Sign(session, hasContent ? SessionMessages.Post : SessionMessages.Get));

        Assert.Equal(SessionOutcome.Passed, check.Outcome);
        Assert.Equal(new SessionProof(TestServer.Alice.VerifyingKey.Thumbprint, "ML-DSA-65", TestServer.Start), check.Proof);
    }

    [Fact]
    public async Task Given_ATicketAndItsKey_When_ARequestIsSignedByTheText_Expect_Passed() =>
        Assert.Equal(SessionOutcome.Passed, (await CheckAsync(SessionMessages.SignAs(SessionMessages.Post, Ticket, Contents.MacKey))).Outcome);

    // Signed anew with the right key each time: the client itself is the attacker.
    [Fact]
    public async Task Given_ATicket_When_AnyBitIsFlipped_Expect_Refusal()
    {
        for (int bit = 0; bit < Ticket.Length * 8; bit++)
        {
            byte[] flipped = [.. Ticket];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.Equal(
                SessionOutcome.UnknownTicket, (await CheckAsync(SessionMessages.SignAs(SessionMessages.Post, flipped, Contents.MacKey))).Outcome);
        }
    }

    [Fact]
    public async Task Given_ATicket_When_ItIsCutOrExtended_Expect_Refusal()
    {
        for (int length = 1; length < Ticket.Length; length++)
            Assert.Equal(SessionOutcome.UnknownTicket, await OutcomeOfAsync(Ticket[..length]));
        Assert.Equal(SessionOutcome.UnknownTicket, await OutcomeOfAsync([.. Ticket, 0]));
    }

    [Fact]
    public async Task Given_AStolenTicket_When_ItsKeyIsNotKnown_Expect_Refusal()
    {
        for (int bit = 0; bit < 256; bit++)
        {
            byte[] key = [.. Contents.MacKey];
            key[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.Equal(SessionOutcome.InvalidMac, (await CheckAsync(SessionMessages.SignAs(SessionMessages.Post, Ticket, key))).Outcome);
        }
    }

    [Fact]
    public async Task Given_ASignedRequest_When_AnythingThatIsCoveredChanges_Expect_Refusal()
    {
        TestMessage signed = SessionMessages.SignAs(SessionMessages.Post, Ticket, Contents.MacKey);
        TestMessage[] changed =
        [
            signed with { Method = "PUT" },
            signed with { Path = "/transfers/1" },
            signed with { Query = "?dry=0" },
            signed.With("content-type", "text/plain"),
            signed.With("content-digest", ContentDigest.Create("[]"u8).ToString()),
            signed.With("signature-input", signed.GetField("signature-input")!.Replace("expires=18000000", "expires=18000001", StringComparison.Ordinal)),
        ];

        foreach (TestMessage message in changed)
            Assert.Equal(SessionOutcome.InvalidMac, (await CheckAsync(message)).Outcome);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(31)]
    [InlineData(33)]
    public async Task Given_AMacOfAnotherLength_When_Checked_Expect_Refusal(int length)
    {
        TestMessage signed = SessionMessages.SignAs(SessionMessages.Post, Ticket, Contents.MacKey);
        byte[] mac = Convert.FromBase64String(signed.GetField("signature")!.Split(':')[1]);
        Array.Resize(ref mac, length);

        SessionCheck check = await CheckAsync(signed.With("signature", $"any=:{Convert.ToBase64String(mac)}:"));

        Assert.Equal(SessionOutcome.InvalidMac, check.Outcome);
    }

    [Theory]
    [InlineData("https://other.example", SessionOutcome.ForeignOrigin)]
    [InlineData("https://bank.example:8443", SessionOutcome.ForeignOrigin)]
    [InlineData("https://sub.bank.example", SessionOutcome.ForeignOrigin)]
    [InlineData("bank.example", SessionOutcome.ForeignOrigin)]
    [InlineData("https://BANK.example", SessionOutcome.Passed)]
    public async Task Given_ATicketOfAnOrigin_When_ItIsUsedAtOurs_Expect_OnlyItsOwn(string origin, SessionOutcome expected)
    {
        byte[] ticket = ReferenceTickets.Seal(Contents.Encode(Contents.Fields(origin: origin)));

        Assert.Equal(expected, (await CheckAsync(SessionMessages.SignAs(SessionMessages.Post, ticket, Contents.MacKey))).Outcome);
    }

    [Theory]
    [InlineData(299, 300, SessionOutcome.Passed)]
    [InlineData(300, 300, SessionOutcome.Expired)]
    [InlineData(10, 10, SessionOutcome.Expired)]
    [InlineData(-60, 300, SessionOutcome.Passed)]
    [InlineData(-61, 300, SessionOutcome.Expired)]
    public async Task Given_ATicketOfAnAge_When_Checked_Expect_ItUntilItsEnd(long age, long lifetime, SessionOutcome expected)
    {
        byte[] ticket = ReferenceTickets.Seal(Contents.Encode(Contents.Fields(age: age, lifetime: lifetime)));

        Assert.Equal(expected, (await CheckAsync(SessionMessages.SignAs(SessionMessages.Post, ticket, Contents.MacKey))).Outcome);
    }

    [Fact]
    public async Task Given_AnAuthenticTicketThatHoldsSomethingElse_When_Checked_Expect_Malformed()
    {
        byte[] ticket = ReferenceTickets.Seal([.. Contents.Encode(Contents.Fields()), 0]);

        Assert.Equal(SessionOutcome.Malformed, (await CheckAsync(SessionMessages.SignAs(SessionMessages.Post, ticket, Contents.MacKey))).Outcome);
    }

    [Fact]
    public void Given_AKeyIdThatIsNotTheTickets_When_Read_Expect_Malformed()
    {
        byte[] other = [.. Ticket[..^1], (byte)(Ticket[^1] ^ 1)];
        string[] keyIds =
        [
            SessionTicketField.KeyIdOf(other),
            TestServer.Alice.VerifyingKey.Thumbprint.ToString(),
            SessionTicketField.KeyIdOf(Ticket) + "=",
            "",
        ];

        foreach (string keyId in keyIds)
            ShouldBe(RequestSignatureOutcome.Malformed, SessionMessages.SignAs(SessionMessages.Post, Ticket, Contents.MacKey, keyId));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ticket")]
    [InlineData("::")]
    public void Given_NoTicketInTheField_When_Read_Expect_Malformed(string? field) =>
        ShouldBe(RequestSignatureOutcome.Malformed, SessionMessages.SignAs(SessionMessages.Post, Ticket, Contents.MacKey).With("quantum-ticket", field));

    [Theory]
    [InlineData("(\"@method\" \"@authority\" \"@path\" \"@query\" \"content-digest\" \"content-type\")")]
    [InlineData("(\"@method\" \"@authority\" \"@path\" \"@query\" \"quantum-ticket\")")]
    [InlineData("(\"@authority\" \"@path\" \"@query\" \"content-digest\" \"content-type\" \"quantum-ticket\")")]
    public void Given_SomethingThatIsNotCovered_When_Read_Expect_MissingCoverage(string covered) => ShouldBe(
        RequestSignatureOutcome.MissingCoverage, SessionMessages.SignAs(SessionMessages.Post, Ticket, Contents.MacKey, covered: covered));

    [Fact]
    public async Task Given_TheSignatureOfAKey_When_CheckedAsASessions_Expect_ArgumentException()
    {
        RequestSignature signature = SignedRequest.Read(SignedRequest.Sign(SignedRequest.Message));

        await Assert.ThrowsAsync<ArgumentException>(async () => await new SessionTicketOpener(new ReferenceTickets(), ProviderSet.Default, new ManualTimeProvider())
            .CheckAsync(signature, CancellationToken.None));
    }

    [Fact]
    public void Given_ASessionsSignature_When_CheckedAsAKeys_Expect_KeyMismatch()
    {
        RequestSignature signature = SignedRequest.Read(SessionMessages.SignAs(SessionMessages.Post, Ticket, Contents.MacKey));

        Assert.NotEqual(RequestSignatureOutcome.Passed, RequestSignatureVerifier.CheckSignature(signature, SignedRequest.Key.VerifyingKey));
    }

    [Fact]
    public async Task Given_ANonceOfASession_When_TheSameKeySignsWithIt_Expect_Replayed()
    {
        var time = new ManualTimeProvider();
        var verifier = new RequestSignatureVerifier(time, new MemoryNonceStore(time));
        RequestSignature bySession = SignedRequest.Read(SessionMessages.SignAs(SessionMessages.Post, Ticket, Contents.MacKey));
        RequestSignature byKey = SignedRequest.Read(SignedRequest.SignAs(SignedRequest.Message, SignedRequest.Covered + SignedRequest.Parameters));

        Assert.Equal(RequestSignatureOutcome.Passed, await verifier.UseNonceAsync(bySession, byKey.KeyId));
        Assert.Equal(RequestSignatureOutcome.Replayed, await verifier.UseNonceAsync(byKey));
    }

    [Fact]
    public async Task Given_TwoRequestsOfASession_When_Signed_Expect_TwoNonces()
    {
        using var server = new SessionTestServer();
        using ClientSession session = await server.OpenAsync();

        RequestSignature first = SignedRequest.Read(SessionMessages.Sign(session, SessionMessages.Post));
        RequestSignature second = SignedRequest.Read(SessionMessages.Sign(session, SessionMessages.Post));

        Assert.NotEqual(first.Nonce.ToArray(), second.Nonce.ToArray());
    }

    [Theory]
    [InlineData(239, true, false)]
    [InlineData(240, true, true)]
    [InlineData(300, false, true)]
    public async Task Given_ASession_When_TimePasses_Expect_RenewalAt80PercentAndAnEnd(int seconds, bool usable, bool due)
    {
        using var server = new SessionTestServer();
        using ClientSession session = await server.OpenAsync();

        server.Host.Clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal((usable, due), (session.IsUsable, session.IsDueForRenewal));
        Assert.Equal(usable, session.TrySign(SessionMessages.Get.With("quantum-ticket", session.Ticket)) is not null);
    }

    [Fact]
    public async Task Given_ADisposedSession_When_Signing_Expect_Null()
    {
        using var server = new SessionTestServer();
        ClientSession session = await server.OpenAsync();

        session.Dispose();

        Assert.Null(session.TrySign(SessionMessages.Get.With("quantum-ticket", session.Ticket)));
    }

    [Fact]
    public async Task Given_ARequestWithoutItsTicket_When_Signing_Expect_InvalidOperationException()
    {
        using var server = new SessionTestServer();
        using ClientSession session = await server.OpenAsync();

        Assert.Throws<InvalidOperationException>(() => session.TrySign(SessionMessages.Get));
    }

    private static async Task<SessionOutcome> OutcomeOfAsync(byte[] ticket) =>
        (await CheckAsync(SessionMessages.SignAs(SessionMessages.Post, ticket, Contents.MacKey))).Outcome;

    private static async Task<SessionCheck> CheckAsync(TestMessage message) =>
        await new SessionTicketOpener(new ReferenceTickets(), ProviderSet.Default, new ManualTimeProvider()).CheckAsync(SignedRequest.Read(message), CancellationToken.None);

    private static void ShouldBe(RequestSignatureOutcome expected, TestMessage message)
    {
        Assert.False(RequestSignature.TryParse(message, out _, out RequestSignatureOutcome outcome));
        Assert.Equal(expected, outcome);
    }
}
