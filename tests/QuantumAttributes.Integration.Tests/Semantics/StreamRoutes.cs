using System.Buffers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace QuantumAttributes.Integration.Tests.Semantics;

/// <summary>Handlers that wait for the client in the middle, and ones that one side breaks off.</summary>
internal static class StreamRoutes
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/halves/stream", async (HttpContext context) =>
        {
            await context.Response.Body.WriteAsync("first"u8.ToArray());
            await Signals.Wait(context);
            await context.Response.Body.WriteAsync("second"u8.ToArray());
        });
        app.MapGet("/halves/text", async (HttpContext context) =>
        {
            await context.Response.WriteAsync("first");
            await Signals.Wait(context);
            await context.Response.WriteAsync("second");
        });
        app.MapGet("/halves/writer", async (HttpContext context) =>
        {
            context.Response.BodyWriter.Write("first"u8);
            await context.Response.BodyWriter.FlushAsync();
            await Signals.Wait(context);
            context.Response.BodyWriter.Write("second"u8);
        });
        app.MapGet("/halves/json", (HttpContext context) => Halves(context));
        app.MapGet("/halves/events", (HttpContext context) => TypedResults.ServerSentEvents(Halves(context)));
        app.MapGet("/headers-first", async (HttpContext context) =>
        {
            await context.Response.BodyWriter.FlushAsync();
            await Signals.Wait(context);
            await context.Response.WriteAsync("body");
        });
        app.MapGet("/declared-and-lingering", async (HttpContext context) =>
        {
            context.Response.ContentLength = 4;
            await context.Response.WriteAsync("body");
            await Signals.Wait(context);
        });
        app.MapPost("/server-first", async (HttpContext context) =>
        {
            await context.Response.WriteAsync("hello");
            await context.Request.Body.CopyToAsync(context.Response.Body);
        });
        app.MapGet("/endless", async (HttpContext context) =>
        {
            string signal = context.Request.Query["signal"].ToString(); // by then the context may be another request's
            context.RequestAborted.Register(() => Signals.Give(signal, "aborted"));
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(new byte[10_000], context.RequestAborted);
        });
        app.MapPost("/read-all", (Delegate)ReadAllAsync);
        app.MapGet("/abort", async (HttpContext context) =>
        {
            await context.Response.Body.WriteAsync(new byte[40_000]);
            context.Abort();
        });
        app.MapGet("/throw-later", async (HttpContext context) =>
        {
            await context.Response.Body.WriteAsync(new byte[40_000]);
            throw new InvalidOperationException("a secret of the handler");
        });
    }

    private static async IAsyncEnumerable<string> Halves(HttpContext context)
    {
        yield return "first";
        await Signals.Wait(context);
        yield return "second";
    }

    private static async Task<string> ReadAllAsync(HttpContext context)
    {
        var buffer = new byte[64 * 1024];
        string signal = context.Request.Query["signal"].ToString();
        try
        {
            while (await context.Request.Body.ReadAsync(buffer) > 0)
                Signals.Give($"{signal} begun");
        }
        catch (Exception e)
        {
            Signals.Give(signal, $"failed: {e.GetType().Name}");
            throw;
        }

        Signals.Give(signal, "read to the end");
        return "read";
    }
}
