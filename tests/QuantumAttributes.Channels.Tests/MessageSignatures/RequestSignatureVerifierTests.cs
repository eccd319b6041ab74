using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests.MessageSignatures;

public class RequestSignatureVerifierTests
{
    private static readonly VerifyingKey Key = SignedRequest.Key.VerifyingKey;

    private static readonly TestMessage Signed = SignedRequest.Sign(SignedRequest.Message);

    private readonly ManualTimeProvider _clock = new();

    // Long before: its start plays no part but where a test says so.
    private readonly MemoryNonceStore _store = new(new ManualTimeProvider { Now = DateTimeOffset.UnixEpoch });

    [Fact]
    public async Task Given_ARequestJustSigned_When_Verified_Expect_EachCheckPassesAndTheNonceOnce()
    {
        RequestSignatureVerifier verifier = new(_clock, _store);
        RequestSignature signature = SignedRequest.Read(Signed);

        Assert.Equal(RequestSignatureOutcome.Passed, verifier.CheckTimes(signature));
        Assert.Equal(RequestSignatureOutcome.Passed, RequestSignatureVerifier.CheckSignature(signature, Key));
        Assert.Equal(RequestSignatureOutcome.Passed, await verifier.UseNonceAsync(signature));
        Assert.Equal(RequestSignatureOutcome.Replayed, await verifier.UseNonceAsync(signature));
    }

    [Theory]
    [InlineData(-5.0, 300, RequestSignatureOutcome.Passed)]
    [InlineData(-5.001, 300, RequestSignatureOutcome.FromTheFuture)]
    [InlineData(60.0, 300, RequestSignatureOutcome.Passed)]
    [InlineData(60.001, 300, RequestSignatureOutcome.TooOld)]
    [InlineData(30.0, 30, RequestSignatureOutcome.Passed)]
    [InlineData(30.001, 30, RequestSignatureOutcome.Expired)]
    [InlineData(0.0, 301, RequestSignatureOutcome.LifetimeTooLong)]
    public void Given_SecondsSinceCreatedAndALifetime_When_TimesAreChecked_Expect_TheProtocolsBounds(
        double age, int lifetime, RequestSignatureOutcome expected)
    {
        RequestSignature signature = ReadWith("expires=1800000060", $"expires={1_800_000_000 + lifetime}");
        _clock.Now = signature.Created.AddSeconds(age);

        Assert.Equal(expected, new RequestSignatureVerifier(_clock, _store).CheckTimes(signature));
    }

    [Theory]
    [InlineData(0, RequestSignatureOutcome.TooOld)]
    [InlineData(253402297199, RequestSignatureOutcome.FromTheFuture)]
    public void Given_ATimeAtTheEndOfTheCalendar_When_Checked_Expect_RefusalAndNoException(
        long created, RequestSignatureOutcome expected)
    {
        RequestSignature signature = ReadWith("created=1800000000", $"created={created}");

        Assert.Equal(expected, new RequestSignatureVerifier(_clock, _store).CheckTimes(signature));
    }

    [Theory]
    [InlineData(5, RequestSignatureOutcome.Passed)]
    [InlineData(4, RequestSignatureOutcome.BeforeNonceStore)]
    public void Given_AStoreJustStarted_When_TimesAreChecked_Expect_RefusalOfWhatAnEarlierProcessMayHaveTaken(
        int secondsAfterStart, RequestSignatureOutcome expected)
    {
        RequestSignature signature = SignedRequest.Read(Signed);
        _clock.Now = signature.Created.AddSeconds(-secondsAfterStart);
        MemoryNonceStore store = new(_clock);
        _clock.Now = signature.Created.AddSeconds(1);

        Assert.Equal(expected, new RequestSignatureVerifier(_clock, store).CheckTimes(signature));
    }

    [Fact]
    public void Given_AnotherMethodPathQueryOrAuthority_When_Verified_Expect_InvalidSignature()
    {
        Assert.Equal(RequestSignatureOutcome.InvalidSignature, Verify(Signed with { Method = "PUT" }));
        Assert.Equal(RequestSignatureOutcome.InvalidSignature, Verify(Signed with { Path = "/transfer" }));
        Assert.Equal(RequestSignatureOutcome.InvalidSignature, Verify(Signed with { Query = "?" }));
        Assert.Equal(RequestSignatureOutcome.InvalidSignature, Verify(Signed with { Authority = "evil.example" }));
    }

    [Theory]
    [InlineData("content-type", "text/plain", RequestSignatureOutcome.InvalidSignature)]
    [InlineData("content-digest", "sha-256=:AAAA:", RequestSignatureOutcome.InvalidSignature)]
    [InlineData("content-digest", null, RequestSignatureOutcome.MissingComponent)]
    [InlineData("content-type", "a\nb", RequestSignatureOutcome.MissingComponent)]
    [InlineData("accept", "text/html", RequestSignatureOutcome.Passed)]
    public void Given_AnotherFieldValue_When_Verified_Expect_RefusalIfItWasCovered(
        string field, string? value, RequestSignatureOutcome expected) =>
        Assert.Equal(expected, Verify(Signed.With(field, value)));

    [Theory]
    [InlineData("created=1800000000", "created=1800000001")]
    [InlineData("expires=1800000060", "expires=1800000061")]
    [InlineData("\"@method\" \"@authority\"", "\"@authority\" \"@method\"")]
    [InlineData("\"@method\"", "\"@method\" \"accept\"")]
    public void Given_AnotherSignatureInput_When_Verified_Expect_InvalidSignature(string old, string changed)
    {
        string input = Signed.Fields["signature-input"];
        Assert.Contains(old, input, StringComparison.Ordinal);
        TestMessage message = Signed.With("signature-input", input.Replace(old, changed, StringComparison.Ordinal));

        Assert.Equal(RequestSignatureOutcome.InvalidSignature, Verify(message));
    }

    [Fact]
    public void Given_ASignatureOfSomeoneElseBesides_When_Verified_Expect_Passed() =>
        Assert.Equal(
            RequestSignatureOutcome.Passed,
            Verify(Signed.With("signature-input", "proxy=(\"@method\"), " + Signed.Fields["signature-input"])));

    [Fact]
    public void Given_ARequestSignedWithoutContent_When_ContentIsAdded_Expect_MissingCoverage()
    {
        TestMessage message = SignedRequest.Sign(SignedRequest.Message with { Content = "" }) with { Content = "{}" };

        Assert.False(RequestSignature.TryParse(message, out _, out RequestSignatureOutcome outcome));
        Assert.Equal(RequestSignatureOutcome.MissingCoverage, outcome);
    }

    [Fact]
    public void Given_AFieldCoveredBeyondTheProfile_When_ItChanges_Expect_InvalidSignature()
    {
        string input = SignedRequest.Covered.Replace(")", " \"accept\")", StringComparison.Ordinal) + SignedRequest.Parameters;
        TestMessage message = SignedRequest.SignAs(SignedRequest.Message, input);

        Assert.Equal(RequestSignatureOutcome.Passed, Verify(message));
        Assert.Equal(RequestSignatureOutcome.InvalidSignature, Verify(message.With("accept", "text/html")));
    }

    [Fact]
    public void Given_ASignatureWithAContext_When_Verified_Expect_InvalidSignature() =>
        Assert.Equal(
            RequestSignatureOutcome.InvalidSignature,
            Verify(SignedRequest.SignAs(SignedRequest.Message, SignedRequest.Covered + SignedRequest.Parameters, context: "a")));

    [Theory]
    [InlineData("qa=:AAAA:")]
    [InlineData("qa=::")]
    public void Given_ASignatureOfAnotherSize_When_Verified_Expect_InvalidSignature(string signature) =>
        Assert.Equal(RequestSignatureOutcome.InvalidSignature, Verify(Signed.With("signature", signature)));

    [Fact]
    public void Given_AnotherAlgorithmName_When_Verified_Expect_AlgorithmMismatch() =>
        Assert.Equal(
            RequestSignatureOutcome.AlgorithmMismatch,
            RequestSignatureVerifier.CheckSignature(ReadWith("ml-dsa-65", "ml-dsa-87"), Key));

    [Fact]
    public void Given_AnotherKeyThanTheNamedOne_When_Verified_Expect_KeyMismatch()
    {
        using SigningKey other = SigningKey.Generate(SignatureAlgorithm.MLDsa65);

        Assert.Equal(
            RequestSignatureOutcome.KeyMismatch,
            RequestSignatureVerifier.CheckSignature(SignedRequest.Read(Signed), other.VerifyingKey));
    }

    [Fact]
    public void Given_AnotherKeyUnderTheSameName_When_Verified_Expect_InvalidSignature()
    {
        using SigningKey other = SigningKey.Generate(SignatureAlgorithm.MLDsa65);
        TestMessage message = Signed.With("signature-input", Signed.Fields["signature-input"]
            .Replace(Key.Thumbprint.ToString(), other.VerifyingKey.Thumbprint.ToString(), StringComparison.Ordinal));

        Assert.Equal(
            RequestSignatureOutcome.InvalidSignature,
            RequestSignatureVerifier.CheckSignature(SignedRequest.Read(message), other.VerifyingKey));
    }

    [Theory]
    [InlineData(NonceResult.Added, RequestSignatureOutcome.Passed)]
    [InlineData(NonceResult.Replayed, RequestSignatureOutcome.Replayed)]
    [InlineData(NonceResult.Full, RequestSignatureOutcome.NonceStoreFull)]
    [InlineData((NonceResult)77, RequestSignatureOutcome.Replayed)]
    public async Task Given_AnAnswerOfTheStore_When_TheNonceIsUsed_Expect_ItsOutcomeAndTwoMinutesAsked(
        NonceResult answer, RequestSignatureOutcome expected)
    {
        FixedStore store = new(answer);
        RequestSignature signature = SignedRequest.Read(Signed);

        Assert.Equal(expected, await new RequestSignatureVerifier(_clock, store).UseNonceAsync(signature));
        Assert.Equal(signature.Created.AddSeconds(120), store.Until);
    }

    // Signed anew, so that nothing but the changed parameter is wrong.
    private static RequestSignature ReadWith(string parameter, string changed)
    {
        string parameters = SignedRequest.Parameters.Replace(parameter, changed, StringComparison.Ordinal);
        return SignedRequest.Read(SignedRequest.SignAs(SignedRequest.Message, SignedRequest.Covered + parameters));
    }

    private static RequestSignatureOutcome Verify(TestMessage message) =>
        RequestSignatureVerifier.CheckSignature(SignedRequest.Read(message), Key);

    private sealed class FixedStore(NonceResult answer) : INonceStore
    {
        public DateTimeOffset EarliestCreated => DateTimeOffset.MinValue;

        public DateTimeOffset Until { get; private set; }

        public ValueTask<NonceResult> TryAddAsync(
            KeyThumbprint keyId, ReadOnlyMemory<byte> nonce, DateTimeOffset until, CancellationToken cancellationToken = default)
        {
            Until = until;
            return ValueTask.FromResult(answer);
        }
    }
}
