using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.Agents;
using QuantumAttributes.AspNetCore;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Endpoints;

public class CapabilityRouteTests
{
    private const string Route = "/agents/document.count";
    private const string StreamRoute = "/agents/document.words";

    [Fact]
    public async Task Given_ACapability_When_ASignedInCallerPostsJson_Expect_ItsAnswer()
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreateClient(new ClientSetup { Key = server.Enrol(ClientKeys.Alice) });

        using HttpResponseMessage response = await client.PostAsJsonAsync(Route, new Document("three words here"));

        Assert.Equal(new Counted(3), await response.Content.ReadFromJsonAsync<Counted>());
    }

    [Fact]
    public async Task Given_ACapability_When_NobodyIsSignedIn_Expect_401()
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreatePlainClient();

        using HttpResponseMessage response = await client.PostAsJsonAsync(Route, new Document("x"));

        await Problem.ExpectAsync(HttpStatusCode.Unauthorized, "authentication", response);
    }

    [Theory]
    [InlineData("text/plain", "{}", HttpStatusCode.UnsupportedMediaType, "media-type")]
    [InlineData("", "{}", HttpStatusCode.UnsupportedMediaType, "media-type")]
    [InlineData("application/json; charset=no-such-charset", "{}", HttpStatusCode.UnsupportedMediaType, "media-type")]
    [InlineData("application/json; charset=utf-16", "{}", HttpStatusCode.UnsupportedMediaType, "media-type")]
    [InlineData("application/json", "", HttpStatusCode.BadRequest, "json")]
    [InlineData("application/json", "{", HttpStatusCode.BadRequest, "json")]
    [InlineData("application/json", "null", HttpStatusCode.BadRequest, "json")]
    [InlineData("application/json", "[1]", HttpStatusCode.BadRequest, "json")]
    [InlineData("application/json; charset=\"UTF-8\"", "\"text\"", HttpStatusCode.BadRequest, "json")]
    public async Task Given_ACapability_When_TheRequestIsNotItsJson_Expect_AProblem(string contentType, string body, HttpStatusCode status, string problem)
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreateClient(new ClientSetup { Key = server.Enrol(ClientKeys.Alice) });
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        using HttpResponseMessage response = await client.PostAsync(Route, content);

        await Problem.ExpectAsync(status, problem, response);
    }

    [Fact]
    public async Task Given_ACapabilityThatStreams_When_Posted_Expect_ItemsAsTheyCome()
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreateClient(new ClientSetup { Key = server.Enrol(ClientKeys.Alice) });
        using var request = new HttpRequestMessage(HttpMethod.Post, StreamRoute) { Content = JsonContent.Create(new Document("three words here")) };

        using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        var words = new List<string?>();
        await foreach (string? word in response.Content.ReadFromJsonAsAsyncEnumerable<string>())
            words.Add(word);
        Assert.Equal(["three", "words", "here"], words);
    }

    [Fact]
    public async Task Given_ACapabilityThatStreams_When_NobodyIsSignedIn_Expect_401()
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreatePlainClient();

        using HttpResponseMessage response = await client.PostAsJsonAsync(StreamRoute, new Document("x"));

        await Problem.ExpectAsync(HttpStatusCode.Unauthorized, "authentication", response);
    }

    private static Task<QuantumServer> StartAsync() =>
        QuantumServer.StartAsync(_ => { }, new ServerSetup { Modules = [new DocumentModule()], Production = true });

    private sealed record Document(string Text);

    private sealed record Counted(int Words);

    private sealed class DocumentAgent;

    private sealed class DocumentModule : IQuantumModule, IQuantumEndpointModule
    {
        public string Name => "documents";

        public IReadOnlyList<QuantumProfileUse> ProfileUses { get; } = [new("default", "DocumentAgent.Count")];

        public void RegisterServices(IServiceCollection services) => services.AddQuantumAgent<DocumentAgent>(AgentDescriptor.Create<DocumentAgent>(
            "documents",
            new CapabilityDescriptor<DocumentAgent, Document, Counted>(
                "document.count", (_, document, _) => ValueTask.FromResult(new Counted(document.Text.Split(' ').Length))),
            new CapabilityDescriptor<DocumentAgent, Document, IAsyncEnumerable<string>>(
                "document.words", (_, document, _) => ValueTask.FromResult(WordsAsync(document)))));

        public void MapEndpoints(IEndpointRouteBuilder endpoints)
        {
            QuantumCapabilityEndpoints.MapQuantumCapability<Document, Counted>(endpoints, Route, "document.count");
            QuantumCapabilityEndpoints.MapQuantumCapabilityStream<Document, string>(endpoints, StreamRoute, "document.words");
        }

        private static async IAsyncEnumerable<string> WordsAsync(Document document)
        {
            foreach (string word in document.Text.Split(' '))
            {
                await Task.Yield();
                yield return word;
            }
        }
    }
}
