using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace QuantumAttributes.Integration.Tests.Semantics;

/// <summary>An application's answer is the same in a channel as outside, and outside the channel nothing of it can be seen.</summary>
public class SameAsOutsideTests(SemanticsServers servers)
{
    // What the server adds to an answer outside by itself, and the framing.
    // What the server or the connection says of itself, and what only an answer in a channel may say.
    private static readonly HashSet<string> Ignored =
        new(StringComparer.OrdinalIgnoreCase) { "Date", "Server", "Transfer-Encoding", "Connection", "Quantum-Policy" };

    private static readonly Dictionary<string, Func<HttpRequestMessage>> _requests = new()
    {
        ["text"] = () => Get("/text"),
        ["text, HEAD"] = () => Head("/text"),
        ["bytes, HEAD"] = () => Head("/bytes"),
        ["empty"] = () => Get("/empty"),
        ["json"] = () => Get("/json"),
        ["async enumerable"] = () => Get("/numbers"),
        ["server-sent events"] = () => Get("/events"),
        ["problem"] = () => Get("/problem"),
        ["created"] = () => Get("/created"),
        ["headers"] = () => Get("/headers"),
        ["writer"] = () => Get("/writer"),
        ["writer and stream"] = () => Get("/mixed"),
        ["unflushed writer"] = () => Get("/unflushed"),
        ["started"] = () => Get("/started"),
        ["completed"] = () => Get("/completed"),
        ["declared length"] = () => Get("/declared"),
        ["buffering middleware"] = () => Get("/buffered"),
        ["stream"] = () => Get("/stream"),
        ["send file"] = () => Get("/send-file"),
        ["file"] = () => Get("/file"),
        ["file, HEAD"] = () => Head("/file"),
        ["file, not modified by tag"] = () => Get("/file", ("If-None-Match", "\"v1\"")),
        ["file, modified by tag"] = () => Get("/file", ("If-None-Match", "\"v2\"")),
        ["file, not modified by date"] = () => Get("/file", ("If-Modified-Since", "Thu, 01 Jan 1970 00:00:00 GMT")),
        ["file, precondition failed"] = () => Get("/file", ("If-Match", "\"v2\"")),
        ["file, range"] = () => Get("/file", ("Range", "bytes=3-7")),
        ["file, range, HEAD"] = () => Head("/file", ("Range", "bytes=3-7")),
        ["file, suffix range"] = () => Get("/file", ("Range", "bytes=-4")),
        ["file, open range"] = () => Get("/file", ("Range", "bytes=18-")),
        ["file, range not satisfiable"] = () => Get("/file", ("Range", "bytes=100-200")),
        ["file, several ranges"] = () => Get("/file", ("Range", "bytes=0-1,3-4")),
        ["file, range if unchanged"] = () => Get("/file", ("Range", "bytes=3-7"), ("If-Range", "\"v1\"")),
        ["file, whole if changed"] = () => Get("/file", ("Range", "bytes=3-7"), ("If-Range", "\"v2\"")),
        ["bytes, range"] = () => Get("/bytes", ("Range", "bytes=0-0")),
        ["static file"] = () => Get("/static/file.txt"),
        ["static file, HEAD"] = () => Head("/static/file.txt"),
        ["static file, range"] = () => Get("/static/file.txt", ("Range", "bytes=2-5")),
        ["static file, range not satisfiable"] = () => Get("/static/file.txt", ("Range", "bytes=90-")),
        ["not found"] = () => Get("/nowhere"),
        ["not found, HEAD"] = () => Head("/nowhere"),
        ["method not allowed"] = () => Post("/text", new StringContent("x")),
        ["200 without body"] = () => Get("/status/200"),
        ["204"] = () => Get("/status/204"),
        ["204 to DELETE"] = () => new HttpRequestMessage(HttpMethod.Delete, "/status/204"),
        ["205"] = () => Post("/status/205", new StringContent("x")),
        ["304"] = () => Get("/status/304"),
        ["404, HEAD"] = () => Head("/status/404"),
        ["500"] = () => Get("/status/500"),
        ["status code page"] = () => Get("/pages/418"),
        ["exception handler"] = () => Get("/handled/throws"),
        ["redirect 301"] = () => Get("/redirect/301"),
        ["redirect 302"] = () => Get("/redirect/302"),
        ["redirect 303 after POST"] = () => Post("/redirect/303", new StringContent("x")),
        ["redirect 307 after POST"] = () => Post("/redirect/307", new StringContent("x")),
        ["redirect 308"] = () => Get("/redirect/308"),
        ["echo"] = () => Post("/echo", new StringContent("a body", Encoding.UTF8, "text/plain")),
        ["echo, PUT"] = () => new HttpRequestMessage(HttpMethod.Put, "/echo") { Content = new StringContent("a body") },
        ["echo, own method"] = () => new HttpRequestMessage(new HttpMethod("QUERY"), "/echo") { Content = new StringContent("a body") },
        ["echo, empty body"] = () => Post("/echo", new ByteArrayContent([])),
        ["body reader"] = () => Post("/body-reader", new ByteArrayContent(new byte[100_000])),
        ["bound JSON"] = () => Post("/transfer", new StringContent("""{"to":"bob","amount":3}""", Encoding.UTF8, "application/json")),
        ["unbindable JSON"] = () => Post("/transfer", new StringContent("""{"to":""", Encoding.UTF8, "application/json")),
        ["bound text"] = () => Post("/transfer", new StringContent("to bob")),
        ["optional body, not there"] = () => Post("/optional", null),
        ["optional body, there"] = () => Post("/optional", new StringContent("""{"to":"bob","amount":3}""", Encoding.UTF8, "application/json")),
        ["form"] = () => Post("/form", new FormUrlEncodedContent(new Dictionary<string, string> { ["a"] = "1 & 2", ["b"] = "ü" })),
        ["multipart form with files"] = () => Post("/form", Multipart()),
        ["unread body"] = () => Post("/unread", new ByteArrayContent(new byte[50_000])),
        ["limit reached"] = () => Post("/limited", new ByteArrayContent(new byte[100_000])),
    };

    public static MatrixTheoryData<HttpProtocols, string> Requests => Versions.With<string>(_requests.Keys);

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Given_ARequest_When_SentInsideAndOutside_Expect_TheSameAnswer(HttpProtocols version, string name)
    {
        string outside = await DescribeAsync(await servers.Client(version, inside: false), _requests[name]());

        string inside = await DescribeAsync(await servers.Client(version), _requests[name]());

        Assert.Equal(outside, inside);
    }

    private static async Task<string> DescribeAsync(HttpClient client, HttpRequestMessage request)
    {
        (request.Version, request.VersionPolicy) = (client.DefaultRequestVersion, client.DefaultVersionPolicy);
        using HttpResponseMessage response = await client.SendAsync(request);
        IEnumerable<string> fields = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .Where(field => !Ignored.Contains(field.Key))
            .Select(field => $"{field.Key.ToLowerInvariant()}: {string.Join(" | ", field.Value)}")
            .Order(StringComparer.Ordinal);
        return $"{(int)response.StatusCode}\n{string.Join('\n', fields)}\n\n{await response.Content.ReadAsStringAsync()}";
    }

    private static HttpRequestMessage Get(string target, params (string Name, string Value)[] fields) => Request(HttpMethod.Get, target, fields);

    private static HttpRequestMessage Head(string target, params (string Name, string Value)[] fields) => Request(HttpMethod.Head, target, fields);

    private static HttpRequestMessage Post(string target, HttpContent? content) => new(HttpMethod.Post, target) { Content = content };

    private static HttpRequestMessage Request(HttpMethod method, string target, (string Name, string Value)[] fields)
    {
        var request = new HttpRequestMessage(method, target);
        foreach ((string name, string value) in fields)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private static MultipartFormDataContent Multipart()
    {
        var large = new ByteArrayContent(new byte[300_000]); // goes to a file on the server
        large.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        return new MultipartFormDataContent
        {
            { new StringContent("Alice"), "name" },
            { new ByteArrayContent([1, 2, 3]), "small", "small.bin" },
            { large, "large", "large.png" },
        };
    }
}
