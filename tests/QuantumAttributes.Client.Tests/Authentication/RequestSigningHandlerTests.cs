using System.Net;
using System.Security.Cryptography;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Client.Authentication;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Client.Tests.Authentication;

public class RequestSigningHandlerTests
{
    private static readonly SigningKey Key = SigningKey.Generate(SignatureAlgorithm.MLDsa65);

    [Fact]
    public async Task Given_WhenAsked_When_NobodyAsks_Expect_NoSignature()
    {
        var wire = new Wire(HttpStatusCode.OK);

        await SendAsync(wire, always: false, Post("body"));

        Assert.Equal(["unsigned: body"], wire.Seen);
    }

    [Fact]
    public async Task Given_WhenAsked_When_TheServerAsks_Expect_TheSameRequestSigned()
    {
        var wire = new Wire(HttpStatusCode.Unauthorized, HttpStatusCode.OK);

        using HttpResponseMessage response = await SendAsync(wire, always: false, Post("body"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["unsigned: body", "signed: body"], wire.Seen);
    }

    [Fact]
    public async Task Given_WhenAsked_When_TheServerAsksAgain_Expect_ItsAnswerAndNoThirdAttempt()
    {
        var wire = new Wire(HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.OK);

        using HttpResponseMessage response = await SendAsync(wire, always: false, Post("body"));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(2, wire.Seen.Count);
    }

    [Theory]
    [InlineData("Bearer realm=\"x\"")]
    [InlineData("Quantum error=\"channel\"")]
    [InlineData("Quantum algs=\"ml-dsa-65\", mechanisms=\"channel session\"")]
    [InlineData("Quantum mechanisms=\"signatures")]
    public async Task Given_WhenAsked_When_TheServerAsksForSomethingElse_Expect_ItsAnswer(string challenge)
    {
        var wire = new Wire(HttpStatusCode.Unauthorized) { Challenge = challenge };

        using HttpResponseMessage response = await SendAsync(wire, always: false, Post("body"));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Single(wire.Seen);
    }

    [Fact]
    public async Task Given_WhenAsked_When_TheBodyCannotBeSentAgain_Expect_TheAnswerAsItIs()
    {
        var wire = new Wire(HttpStatusCode.Unauthorized);
        var request = new HttpRequestMessage(HttpMethod.Post, "https://bank.example/") { Content = new StreamContent(new Unread()) };

        using HttpResponseMessage response = await SendAsync(wire, always: false, request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Single(wire.Seen);
    }

    [Fact]
    public async Task Given_Always_When_SentTwice_Expect_ASignatureEachWithItsOwnNonce()
    {
        var wire = new Wire(HttpStatusCode.OK, HttpStatusCode.OK);

        await SendAsync(wire, always: true, Post("body"));
        await SendAsync(wire, always: true, new HttpRequestMessage(HttpMethod.Get, "https://bank.example/"));

        Assert.Equal(["signed: body", "signed: "], wire.Seen);
        Assert.Equal(2, wire.Inputs.Distinct().Count());
    }

    [Fact]
    public async Task Given_Always_When_TheRequestHasADigestAndSignatureAlready_Expect_ThemReplaced()
    {
        var wire = new Wire(HttpStatusCode.OK);
        HttpRequestMessage request = Post("body");
        request.Headers.Add("Signature", "old=:AAAA:");
        request.Headers.Add("Content-Digest", "sha-256=:AAAA:");
        request.Content!.Headers.Add("Content-Digest", "sha-256=:BBBB:");

        await SendAsync(wire, always: true, request);

        Assert.Equal(ContentDigest.Create("body"u8).ToString(), wire.Digests.Single());
        Assert.Equal(["signed: body"], wire.Seen);
    }

    [Fact]
    public void Given_ASynchronousSend_When_Called_Expect_NothingToLeave()
    {
        var wire = new Wire(HttpStatusCode.OK);
        using var invoker = new HttpMessageInvoker(Create(wire, always: true));

        Assert.Throws<NotSupportedException>(() => invoker.Send(Post("body"), default));

        Assert.Empty(wire.Seen);
    }

    private static RequestSigningHandler Create(Wire wire, bool always) =>
        new(Key, always, TimeProvider.System, RandomNumberGenerator.Create()) { InnerHandler = wire };

    private static async Task<HttpResponseMessage> SendAsync(Wire wire, bool always, HttpRequestMessage request)
    {
        using var invoker = new HttpMessageInvoker(Create(wire, always));
        return await invoker.SendAsync(request, default);
    }

    private static HttpRequestMessage Post(string body) => new(HttpMethod.Post, "https://bank.example/") { Content = new StringContent(body) };

    private sealed class Wire(params HttpStatusCode[] answers) : HttpMessageHandler
    {
        public string Challenge { get; init; } = "Quantum algs=\"ml-dsa-65\", mechanisms=\"channel signature\"";

        public List<string> Seen { get; } = [];

        public List<string> Inputs { get; } = [];

        public List<string> Digests { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = new HttpResponseMessage(answers[Seen.Count]);
            if (response.StatusCode == HttpStatusCode.Unauthorized)
                response.Headers.TryAddWithoutValidation("WWW-Authenticate", Challenge);
            string body = request.Content is null or StreamContent ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            if (request.Headers.TryGetValues("Signature-Input", out IEnumerable<string>? input))
                Inputs.Add(input.Single());
            if (request.Headers.TryGetValues("Content-Digest", out IEnumerable<string>? digest))
                Digests.AddRange(digest.Concat(request.Content!.Headers.TryGetValues("Content-Digest", out IEnumerable<string>? more) ? more : []));
            Seen.Add($"{(IsSigned(request) ? "signed" : "unsigned")}: {body}");
            return response;
        }

        // As the server reads it.
        private static bool IsSigned(HttpRequestMessage request) =>
            RequestSignature.TryParse(new HttpRequestMessageComponents(request), out RequestSignature? signature, out _)
            && RequestSignatureVerifier.CheckSignature(signature, Key.VerifyingKey) == RequestSignatureOutcome.Passed;
    }

    // A body without a length, which nobody may take into memory.
    private sealed class Unread : MemoryStream
    {
        public override bool CanSeek => false;

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("The body was read to be sent again.");
    }
}
