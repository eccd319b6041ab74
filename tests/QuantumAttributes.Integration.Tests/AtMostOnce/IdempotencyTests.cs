using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using QuantumAttributes.AspNetCore.Idempotency;
using QuantumAttributes.Channels.Idempotency;
using QuantumAttributes.Integration.Tests.Support;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Integration.Tests.AtMostOnce;

public sealed class IdempotencyTests : IAsyncLifetime
{
    private const int MaxAnswer = 1000;
    private const int MaxContent = 2000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource _running = new();
    private readonly TaskCompletionSource _go = new();
    private QuantumServer _server = null!;
    private HttpClient _client = null!;
    private int _runs;

    public async ValueTask InitializeAsync()
    {
        _server = await QuantumServer.StartAsync(Map, new ServerSetup
        {
            Options = quantum => quantum.Idempotency = new IdempotencyOptions { MaxAnswerLength = MaxAnswer, MaxContentLength = MaxContent },
        });
        _client = _server.CreateClient(new ClientSetup { Key = _server.Enrol(ClientKeys.Alice) });
    }

    public async ValueTask DisposeAsync()
    {
        _go.TrySetResult();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Given_AKey_When_TheRequestIsSentTwice_Expect_OneRunAndTheSameAnswer()
    {
        using HttpResponseMessage first = await SendAsync("/run", "\"key\"");
        using HttpResponseMessage second = await SendAsync("/run", "\"key\"");

        Assert.Equal("run 1 of text/plain: body", await first.Content.ReadAsStringAsync());
        Assert.Equal(await DescribeAsync(first), await DescribeAsync(second));
        Assert.Equal(["a=1", "b=2"], second.Headers.GetValues("Set-Cookie"));
        Assert.Equal(1, _runs);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task Given_AnotherUnsafeMethod_When_SentTwice_Expect_OneRun(string method)
    {
        (await SendAsync("/run", "\"key\"", method: method)).Dispose();
        (await SendAsync("/run", "\"key\"", method: method)).Dispose();

        Assert.Equal(1, _runs);
    }

    [Fact]
    public async Task Given_ASafeMethod_When_SentTwiceWithAKey_Expect_TwoRuns()
    {
        (await SendAsync("/run", "\"key\"", method: "GET", body: null)).Dispose();
        (await SendAsync("/run", "\"key\"", method: "GET", body: null)).Dispose();

        Assert.Equal(2, _runs);
    }

    [Theory]
    [InlineData("/run", "POST", "another body", "text/plain")]
    [InlineData("/run?a=1", "POST", "body", "text/plain")]
    [InlineData("/run", "PUT", "body", "text/plain")]
    [InlineData("/run", "POST", "body", "text/html")]
    [InlineData("/run", "POST", null, null)]
    public async Task Given_AKey_When_AnotherRequestHasIt_Expect_422(string target, string method, string? body, string? type)
    {
        (await SendAsync("/run", "\"key\"")).Dispose();

        using HttpResponseMessage response = await SendAsync(target, "\"key\"", method, body, type);

        await Problem.ExpectAsync(HttpStatusCode.UnprocessableEntity, "idempotency-mismatch", response);
        Assert.Equal(1, _runs);
    }

    // Of several users behind one client, the answer of one is not another's.
    [Theory]
    [InlineData("Authorization")]
    [InlineData("Cookie")]
    public async Task Given_AKey_When_ARequestForAnotherUserHasIt_Expect_422(string field)
    {
        (await SendAsync("/run", "\"key\"")).Dispose();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/run") { Content = new StringContent("body", null!, "text/plain") };
        request.Content.Headers.ContentType = new("text/plain");
        request.Headers.TryAddWithoutValidation("Idempotency-Key", "\"key\"");
        request.Headers.TryAddWithoutValidation(field, "user=b");

        using HttpResponseMessage response = await _client.SendAsync(request);

        await Problem.ExpectAsync(HttpStatusCode.UnprocessableEntity, "idempotency-mismatch", response);
        Assert.Equal(1, _runs);
    }

    [Fact]
    public async Task Given_ARequestThatRuns_When_ItIsSentAgain_Expect_409AndRetryAfter()
    {
        Task<HttpResponseMessage> first = SendAsync("/slow", "\"key\"");
        await _running.Task.WaitAsync(Patience);

        using HttpResponseMessage second = await SendAsync("/slow", "\"key\"");
        _go.SetResult();

        await Problem.ExpectAsync(HttpStatusCode.Conflict, "idempotency-running", second);
        Assert.Equal(TimeSpan.FromSeconds(1), second.Headers.RetryAfter?.Delta);
        (await first).Dispose();
        Assert.Equal(1, _runs);
    }

    [Fact]
    public async Task Given_AClientThatGoesAway_When_ItComesBack_Expect_TheRunToHaveGoneOnAndItsAnswer()
    {
        using var cancellation = new CancellationTokenSource();
        Task<HttpResponseMessage> first = SendAsync("/slow", "\"key\"", cancellation: cancellation.Token);
        await _running.Task.WaitAsync(Patience);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _go.SetResult();

        HttpResponseMessage again;
        while ((again = await SendAsync("/slow", "\"key\"")).StatusCode == HttpStatusCode.Conflict)
            await Task.Delay(5);

        Assert.Equal("slow: body", await again.Content.ReadAsStringAsync());
        Assert.Equal(1, _runs);
    }

    [Fact]
    public async Task Given_ARunThatFails_When_ItIsSentAgain_Expect_409AndNoSecondRun()
    {
        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync("/fail", "\"key\""));
        using HttpResponseMessage second = await SendAsync("/fail", "\"key\"");

        await Problem.ExpectAsync(HttpStatusCode.Conflict, "idempotency-may-have-run", second);
        Assert.Equal(1, _runs);
    }

    [Theory]
    [InlineData(MaxAnswer, HttpStatusCode.OK)]
    [InlineData(MaxAnswer + 1, HttpStatusCode.Conflict)]
    public async Task Given_AnAnswerOfThisLength_When_ItIsSentAgain_Expect_ItKeptWhereItFits(int length, HttpStatusCode expected)
    {
        using HttpResponseMessage first = await SendAsync($"/long?{length}", "\"key\"");
        using HttpResponseMessage second = await SendAsync($"/long?{length}", "\"key\"");

        Assert.Equal(length, (await first.Content.ReadAsByteArrayAsync()).Length);
        Assert.Equal(expected, second.StatusCode);
        Assert.Equal(1, _runs);
    }

    [Theory]
    [InlineData(MaxContent, HttpStatusCode.OK, 1)]
    [InlineData(MaxContent + 1, HttpStatusCode.RequestEntityTooLarge, 0)]
    public async Task Given_ABodyOfThisLength_When_ItHasAKey_Expect_ItTakenWhereItFits(int length, HttpStatusCode expected, int runs)
    {
        using HttpResponseMessage response = await SendAsync("/run", "\"key\"", body: new string('x', length));

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(runs, _runs);
    }

    [Fact]
    public async Task Given_ALongBody_When_ItHasNoKey_Expect_ItTaken()
    {
        using HttpResponseMessage response = await SendAsync("/run", null, body: new string('x', MaxContent + 1));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("key")]
    [InlineData("\"\"")]
    [InlineData("\"a\", \"b\"")]
    public async Task Given_AKeyThatIsNone_When_Sent_Expect_400(string key)
    {
        using HttpResponseMessage response = await SendAsync("/run", key);

        await Problem.ExpectAsync(HttpStatusCode.BadRequest, "idempotency-key", response);
        Assert.Equal(0, _runs);
    }

    [Fact]
    public async Task Given_TwoIdentities_When_TheyUseTheSameKey_Expect_ARunEach()
    {
        using HttpClient bob = _server.CreateClient(new ClientSetup { Key = _server.Enrol(ClientKeys.Bob, "bob") });
        (await SendAsync("/run", "\"key\"")).Dispose();

        using HttpResponseMessage response = await SendAsync("/run", "\"key\"", client: bob);

        Assert.StartsWith("run 2", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Given_NobodySignedIn_When_AKeyIsUsedTwice_Expect_TheApplicationToSeeBoth()
    {
        using HttpClient anonymous = _server.CreateClient();

        (await SendAsync("/run", "\"key\"", client: anonymous)).Dispose();
        (await SendAsync("/run", "\"key\"", client: anonymous)).Dispose();

        Assert.Equal(2, _runs);
    }

    [Fact]
    public async Task Given_ARunWithoutEffect_When_ItIsSentAgain_Expect_ItToRun()
    {
        using HttpResponseMessage first = await SendAsync("/busy", "\"key\"");
        using HttpResponseMessage second = await SendAsync("/busy", "\"key\"");

        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
    }

    [Fact]
    public async Task Given_AnEndpointThatDemandsASignature_When_TheClientIsAskedForIt_Expect_OneRunWithTheSameKey()
    {
        var time = new ManualTime();
        await using QuantumServer server = await QuantumServer.StartAsync(
            app => app.MapPost("/signed", [QuantumAuth("signed"), QuantumChannel] () => Results.Json($"run {Interlocked.Increment(ref _runs)}")),
            new ServerSetup
            {
                Time = time,
                Options = quantum => quantum.AddProfile("signed", profile => profile.RequireMechanism(QuantumMechanism.Signature)),
            });
        time.Advance(TimeSpan.FromSeconds(10)); // behind those in which a server that has just started takes no signatures
        using HttpClient client = server.CreateClient(new ClientSetup { Key = server.Enrol(ClientKeys.Alice) });

        using HttpResponseMessage first = await SendAsync("/signed", "\"key\"", client: client);
        using HttpResponseMessage second = await SendAsync("/signed", "\"key\"", client: client);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        Assert.Equal(1, _runs);
    }

    [Fact]
    public async Task Given_AnAnswerWithoutABody_When_ItIsSentAgain_Expect_TheSame()
    {
        using HttpResponseMessage first = await SendAsync("/empty", "\"key\"");
        using HttpResponseMessage second = await SendAsync("/empty", "\"key\"");

        Assert.Equal(HttpStatusCode.NoContent, first.StatusCode);
        Assert.Equal(await DescribeAsync(first), await DescribeAsync(second));
        Assert.Equal(1, _runs);
    }

    [Fact]
    public async Task Given_AResultOfTheFramework_When_ItIsSentAgain_Expect_TheSame()
    {
        using HttpResponseMessage first = await SendAsync("/json", "\"key\"");
        using HttpResponseMessage second = await SendAsync("/json", "\"key\"");

        Assert.Equal("\"run 1\"", await second.Content.ReadAsStringAsync());
        Assert.Equal(await DescribeAsync(first), await DescribeAsync(second));
    }

    [Fact]
    public async Task Given_64RequestsWithOneKey_When_SentAtOnce_Expect_OneRun()
    {
        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => SendAsync("/run", "\"key\"")));

        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict));
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(1, _runs);
    }

    [Fact]
    public async Task Given_AnIdentityThatUsesWhatItMay_When_ItUsesAnotherKey_Expect_429AndRetryAfter()
    {
        var options = new IdempotencyOptions { MaxAnswerLength = 0, MaxBytesPerIdentity = 8000, MaxBytes = 8000 };
        await using QuantumServer server = await QuantumServer.StartAsync(Map, new ServerSetup { Options = quantum => quantum.Idempotency = options });
        using HttpClient client = server.CreateClient(new ClientSetup { Key = server.Enrol(ClientKeys.Alice) });
        Task<HttpResponseMessage> running = SendAsync("/slow", "\"1\"", client: client);
        await _running.Task.WaitAsync(Patience);

        using HttpResponseMessage response = await SendAsync("/run", "\"2\"", client: client);
        _go.SetResult();

        await Problem.ExpectAsync(HttpStatusCode.TooManyRequests, "idempotency-too-many", response);
        Assert.NotNull(response.Headers.RetryAfter?.Delta);
        (await running).Dispose();
        Assert.Equal(1, _runs);
    }

    [Fact]
    public async Task Given_AnAnswerInAChannel_When_ItComes_Expect_TheSealedPolicy()
    {
        using HttpResponseMessage response = await SendAsync("/run", null);

        Assert.Equal("require;max-age=2592000", response.Headers.GetValues("Quantum-Policy").Single());
    }

    private static async Task<string> DescribeAsync(HttpResponseMessage response)
    {
        // Of this exchange, not of the run.
        response.Headers.Remove("Quantum-Status");
        return await Problem.DescribeAsync(response);
    }

    private void Map(WebApplication app)
    {
        app.MapMethods("/run", ["GET", "POST", "PUT", "PATCH", "DELETE"], [QuantumChannel] async (HttpContext context) =>
        {
            int run = Interlocked.Increment(ref _runs);
            using var reader = new StreamReader(context.Request.Body);
            context.Response.Headers.Append("Set-Cookie", "a=1");
            context.Response.Headers.Append("Set-Cookie", "b=2");
            context.Response.OnStarting(() =>
            {
                context.Response.Headers["X-Late"] = "late";
                return Task.CompletedTask;
            });
            await context.Response.WriteAsync($"run {run} of {context.Request.ContentType}: {await reader.ReadToEndAsync()}");
        });
        app.MapPost("/slow", [QuantumChannel] async (HttpContext context) =>
        {
            Interlocked.Increment(ref _runs);
            using var reader = new StreamReader(context.Request.Body);
            _running.TrySetResult();
            await _go.Task.WaitAsync(Patience, context.RequestAborted);
            await context.Response.WriteAsync($"slow: {await reader.ReadToEndAsync()}", context.RequestAborted);
        });
        app.MapPost("/fail", [QuantumChannel] async (HttpContext context) =>
        {
            Interlocked.Increment(ref _runs);
            await context.Response.WriteAsync("half an answer");
            await context.Response.Body.FlushAsync(); // past the page that shows exceptions in Development
            throw new InvalidOperationException("half done");
        });
        app.MapPost("/long", [QuantumChannel] async (HttpContext context) =>
        {
            Interlocked.Increment(ref _runs);
            byte[] half = new byte[int.Parse(context.Request.QueryString.Value![1..], System.Globalization.CultureInfo.InvariantCulture)];
            await context.Response.Body.WriteAsync(half.AsMemory(0, half.Length / 2));
            await context.Response.Body.FlushAsync();
            await context.Response.BodyWriter.WriteAsync(half.AsMemory(half.Length / 2));
        });
        app.MapPost("/busy", [QuantumChannel] (HttpContext context) =>
        {
            if (Interlocked.Increment(ref _runs) > 1)
                return Results.Ok();
            context.Features.Get<IQuantumIdempotencyFeature>()!.DeclareWithoutEffect();
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        });
        app.MapPost("/empty", [QuantumChannel] () =>
        {
            Interlocked.Increment(ref _runs);
            return Results.NoContent();
        });
        app.MapPost("/json", [QuantumChannel] () => Results.Json($"run {Interlocked.Increment(ref _runs)}"));
    }

    private Task<HttpResponseMessage> SendAsync(
        string target, string? key, string method = "POST", string? body = "body", string? type = "text/plain", HttpClient? client = null,
        CancellationToken cancellation = default)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), target);
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        if (body is not null)
            request.Content = new StringContent(body, null!, type!) { Headers = { ContentType = new(type!) } };
        return (client ?? _client).SendAsync(request, cancellation);
    }
}
