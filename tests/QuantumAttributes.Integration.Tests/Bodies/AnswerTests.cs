using System.Buffers;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QuantumAttributes.Channels;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Bodies;

public class AnswerTests
{
    [Theory]
    [InlineData("GET", "/no-content", 204, "")]
    [InlineData("GET", "/not-modified", 304, "")]
    [InlineData("HEAD", "/text", 200, "")]
    [InlineData("GET", "/text", 200, "text")]
    [InlineData("GET", "/nothing", 200, "")]
    [InlineData("GET", "/file", 200, "from a file")]
    [InlineData("GET", "/json", 200, "{\"amount\":10}")]
    [InlineData("GET", "/writer", 200, "by the writer")]
    [InlineData("GET", "/completed", 200, "all of it")]
    [InlineData("POST", "/reader", 200, "0")]
    [InlineData("GET", "/unknown", 404, "")]
    public async Task Given_AChannel_When_AnAnswerHasAnyShape_Expect_ItAsTheHandlerMadeIt(string method, string path, int status, string body)
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreateClient();

        using HttpResponseMessage response = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(body, await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a body")]
    public async Task Given_ABody_When_ReadWithABodyReader_Expect_ItsLength(string body)
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreateClient();

        using HttpResponseMessage response = await client.PostAsync("/reader", new StringContent(body));

        Assert.Equal($"{body.Length}", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Given_AHeadRequest_When_Answered_Expect_TheSealedHeadersOfAGet()
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreateClient();

        using HttpResponseMessage response = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/text"));

        Assert.Equal("text/plain; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("\"v1\"", response.Headers.ETag?.Tag);
    }

    [Fact]
    public async Task Given_ARedirect_When_Answered_Expect_TheLocationAndNoFollowing()
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreateClient();

        using HttpResponseMessage response = await client.GetAsync("/redirect");

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/text?token=secret", response.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Given_AHandlerThatThrows_When_NothingHasGoneOut_Expect_ASealed500WithoutAWordOfIt()
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreateClient();

        using HttpResponseMessage response = await client.PostAsync("/throw", new StringContent("x"));

        await Problem.ExpectAsync(HttpStatusCode.InternalServerError, "server-error", response);
    }

    [Fact]
    public async Task Given_AHandlerThatThrows_When_AnAnswerLiesUnsent_Expect_NothingOfItBesideTheProblem()
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreateClient();

        using HttpResponseMessage response = await client.GetAsync("/throw-with-unsent");

        Assert.DoesNotContain("half an answer", await response.Content.ReadAsStringAsync());
        await Problem.ExpectAsync(HttpStatusCode.InternalServerError, "server-error", response);
    }

    [Fact]
    public async Task Given_AHandlerThatThrows_When_TheAnswerIsUnderWay_Expect_AFailedRead()
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreateClient();

        using HttpResponseMessage response = await client.GetAsync("/throw-later", HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Given_AnAnswer_When_ItsHeadersDoNotFitIntoARecord_Expect_ASealed500()
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreateClient();

        using HttpResponseMessage response = await client.GetAsync("/large-headers");

        await Problem.ExpectAsync(HttpStatusCode.InternalServerError, "server-error", response);
    }

    [Fact]
    public async Task Given_ARequest_When_ItsHeadersDoNotFitIntoARecord_Expect_ATypedError()
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/text");
        request.Headers.Add("X-Large", new string('x', 5000));

        var refused = await Assert.ThrowsAsync<ChannelException>(() => client.SendAsync(request));

        Assert.Contains("4096", refused.Message);
    }

    [Fact]
    public async Task Given_AHeaderOnRequestAndContent_When_Sealed_Expect_BothValues()
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/header") { Content = new StringContent("x") };
        request.Headers.Add("X-Twice", "one");
        request.Content.Headers.Add("X-Twice", "two");

        using HttpResponseMessage response = await client.SendAsync(request);

        Assert.Equal("one,two", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Given_ABodyLongerThanTheServerTakes_When_Uploaded_Expect_ASealed413()
    {
        await using QuantumServer server = await QuantumServer.StartAsync(
            app => Routes.MapEcho(app), new ServerSetup { Production = true, Limits = limits => limits.MaxRequestBodySize = 100_000 });
        using HttpClient client = server.CreateClient();

        using HttpResponseMessage response = await client.PostAsync("/echo", new ByteArrayContent(new byte[150_000]));

        await Problem.ExpectAsync(HttpStatusCode.RequestEntityTooLarge, "content-too-large", response);
    }

    private static Task<QuantumServer> StartAsync() => QuantumServer.StartAsync(
        app =>
        {
            RouteGroupBuilder inside = app.MapGroup("").RequireQuantumChannel();
            inside.MapGet("/no-content", () => Results.NoContent());
            inside.MapGet("/not-modified", () => Results.StatusCode(304));
            inside.MapMethods("/text", ["GET", "HEAD"], (HttpContext context) =>
            {
                context.Response.Headers.ETag = "\"v1\"";
                return Results.Text("text");
            });
            inside.MapGet("/nothing", (HttpContext _) => Task.CompletedTask);
            inside.MapGet("/file", () =>
            {
                string path = Path.Combine(app.Environment.ContentRootPath, "file.txt");
                File.WriteAllText(path, "from a file");
                return Results.File(path, "text/plain");
            });
            inside.MapGet("/json", () => Results.Json(new Dictionary<string, int> { ["amount"] = 10 }));
            inside.MapGet("/writer", (HttpContext context) => context.Response.BodyWriter.Write("by the writer"u8));
            inside.MapGet("/completed", async (HttpContext context) =>
            {
                await context.Response.WriteAsync("all of it");
                await context.Response.CompleteAsync();
            });
            inside.MapPost("/reader", async (HttpContext context) =>
            {
                var body = await context.Request.BodyReader.ReadAtLeastAsync(100);
                return $"{body.Buffer.Length}";
            });
            inside.MapGet("/redirect", () => Results.Redirect("/text?token=secret"));
            inside.MapPost("/header", (HttpContext context) => context.Request.Headers["X-Twice"].ToString());
            inside.MapPost("/throw", string (HttpContext _) => throw new InvalidOperationException("a secret of the handler"));
            inside.MapGet("/throw-with-unsent", (HttpContext context) =>
            {
                context.Response.BodyWriter.Write("half an answer"u8);
                throw new InvalidOperationException();
            });
            inside.MapGet("/throw-later", async (HttpContext context) =>
            {
                await context.Response.WriteAsync(new StringBuilder().Append('x', 20_000).ToString());
                await context.Response.Body.FlushAsync();
                throw new InvalidOperationException();
            });
            inside.MapGet("/large-headers", (HttpContext context) =>
            {
                context.Response.Headers["X-Large"] = new string('x', 5000);
                return "an answer";
            });
        },
        new ServerSetup { Production = true });
}
