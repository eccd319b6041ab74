using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace QuantumAttributes.Integration.Tests.Support;

/// <summary>Endpoints that several tests use.</summary>
internal static class Routes
{
    /// <summary><c>POST /echo</c> in a channel: answers with the body and the headers that came, under other names.</summary>
    public static void MapEcho(WebApplication app, ConcurrentQueue<byte[]>? seen = null) =>
        app.MapPost("/echo", [QuantumChannel] async (HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            seen?.Enqueue(body.ToArray());
            context.Response.ContentType = context.Request.ContentType;
            context.Response.Headers["X-Answer"] = context.Request.Headers["X-Question"];
            context.Response.Headers.SetCookie = context.Request.Headers["X-Cookie"];
            await context.Response.Body.WriteAsync(body.ToArray(), context.RequestAborted);
        });

    /// <summary><c>GET /hello</c> in a channel.</summary>
    public static void MapHello(WebApplication app) => app.MapGet("/hello", [QuantumChannel] () => "hello from inside");

    /// <summary><c>GET</c> and <c>POST /whoami</c> for who is signed in: the name, and how it was proven.</summary>
    public static void MapWhoAmI(WebApplication app) => app.MapMethods("/whoami", ["GET", "POST"], [QuantumAuth] (HttpContext context) =>
        $"{context.User.Identity!.Name} by {string.Join('+', context.User.FindAll("quantum:mechanism").Select(claim => claim.Value))}");
}
