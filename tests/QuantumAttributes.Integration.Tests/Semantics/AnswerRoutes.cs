using System.Buffers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace QuantumAttributes.Integration.Tests.Semantics;

/// <summary>Answers with bodies, made in every way.</summary>
internal static class AnswerRoutes
{
    public static void Map(IEndpointRouteBuilder app, string file)
    {
        var tag = new EntityTagHeaderValue("\"v1\"");
        string[] methods = ["GET", "HEAD"];
        app.MapMethods("/text", methods, () => Results.Text("text of a secret"));
        app.MapMethods("/bytes", methods, () => Results.Bytes(
            "0123456789"u8.ToArray(), "text/plain", entityTag: tag, lastModified: DateTimeOffset.UnixEpoch, enableRangeProcessing: true));
        app.MapMethods("/file", methods, () => Results.File(
            file, "text/plain", "name.txt", entityTag: tag, lastModified: DateTimeOffset.UnixEpoch, enableRangeProcessing: true));
        app.MapGet("/stream", () => Results.Stream(new MemoryStream("a stream"u8.ToArray()), "text/plain"));
        app.MapGet("/send-file", (HttpContext context) => context.Response.SendFileAsync(file, 3, 5));
        app.MapGet("/json", () => Results.Json(new Dictionary<string, int> { ["amount"] = 10 }));
        app.MapGet("/numbers", () => Count());
        app.MapGet("/events", () => TypedResults.ServerSentEvents(Words()));
        app.MapGet("/problem", () => Results.Problem("a detail", statusCode: 409));
        app.MapGet("/created", () => Results.Created("/things/1", "thing"));
        app.MapGet("/writer", WriteInPartsAsync);
        app.MapGet("/mixed", MixAsync);
        app.MapGet("/unflushed", (HttpContext context) => context.Response.BodyWriter.Write("by the writer"u8));
        app.MapGet("/started", async (HttpContext context) =>
        {
            context.Response.Headers["X-Before"] = "start";
            await context.Response.StartAsync();
            await context.Response.WriteAsync("after the start");
        });
        app.MapGet("/completed", async (HttpContext context) =>
        {
            await context.Response.WriteAsync("all of it");
            await context.Response.CompleteAsync();
        });
        app.MapGet("/declared", async (HttpContext context) =>
        {
            context.Response.ContentLength = 10;
            await context.Response.WriteAsync("01234");
            await context.Response.WriteAsync("56789");
        });
        app.MapGet("/buffered", BufferAsync);
        app.MapGet("/handled/throws", string () => throw new InvalidOperationException("a secret of the handler"));
        app.MapGet("/pages/418", () => Results.StatusCode(418));
    }

    private static async IAsyncEnumerable<int> Count()
    {
        for (int i = 0; i < 5; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }

    private static async IAsyncEnumerable<string> Words()
    {
        await Task.Yield();
        yield return "first";
        yield return "second";
    }

    private static async Task WriteInPartsAsync(HttpContext context)
    {
        for (int i = 0; i < 50; i++)
        {
            context.Response.BodyWriter.GetSpan(1000)[..1000].Fill((byte)('a' + (i % 26)));
            context.Response.BodyWriter.Advance(1000);
            if (i % 7 == 0)
                await context.Response.BodyWriter.FlushAsync();
        }

        await context.Response.BodyWriter.CompleteAsync();
    }

    private static async Task MixAsync(HttpContext context)
    {
        context.Response.BodyWriter.Write("writer, "u8);
        await context.Response.Body.WriteAsync("stream, "u8.ToArray());
        context.Response.BodyWriter.Write("writer, "u8);
        await context.Response.Body.FlushAsync();
        context.Response.BodyWriter.Write("writer"u8);
    }

    // As middleware does that looks at whole answers.
    private static async Task BufferAsync(HttpContext context)
    {
        Stream body = context.Response.Body;
        using var buffer = new MemoryStream();
        context.Response.Body = buffer;
        await context.Response.WriteAsync("buffered");
        context.Response.Body = body;
        context.Response.ContentLength = buffer.Length;
        buffer.Position = 0;
        await buffer.CopyToAsync(body);
    }
}
