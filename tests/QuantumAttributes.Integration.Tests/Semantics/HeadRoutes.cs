using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace QuantumAttributes.Integration.Tests.Semantics;

/// <summary>Answers that are a status and headers, and answers that fail.</summary>
internal static class HeadRoutes
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapMethods("/status/{status:int}", ["GET", "HEAD", "POST", "DELETE"], (int status) => Results.StatusCode(status));
        app.MapGet("/empty", (HttpContext _) => Task.CompletedTask);
        app.MapMethods("/redirect/{status:int}", ["GET", "POST"], (int status, HttpContext context) =>
        {
            context.Response.Cookies.Append("session", "a secret cookie", new CookieOptions { HttpOnly = true });
            context.Response.Cookies.Append("theme", "dark");
            context.Response.Headers.Location = "/text?token=secret";
            context.Response.StatusCode = status;
        });
        app.MapGet("/headers", (HttpContext context) =>
        {
            context.Response.Headers.Append("X-Twice", new[] { "one", "two" });
            context.Response.Headers.Vary = "Accept";
            context.Response.Headers.CacheControl = "private, max-age=5";
            context.Response.Headers.ContentEncoding = "identity";
            context.Response.Headers.ContentLanguage = "en";
            context.Response.Headers["X-Empty"] = "";
            context.Response.OnStarting(() =>
            {
                context.Response.Headers["X-Order"] = context.Response.Headers["X-Order"] + ", registered first";
                return Task.CompletedTask;
            });
            context.Response.OnStarting(() =>
            {
                context.Response.Headers["X-Order"] = "registered last";
                return Task.CompletedTask;
            });
            return "headers";
        });
        app.MapGet("/reason", (HttpContext context) => context.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = "A secret reason");
        app.MapGet("/raw-body", (HttpContext context) => WriteUnderneathAsync(context.Features.GetRequiredFeature<IHttpResponseFeature>()));
        app.MapGet("/trailer", (HttpContext context) =>
        {
            context.Response.AppendTrailer("X-Secret", "trailing");
            return "text";
        });
        app.MapGet("/too-short", WriteDeclaredAsync(declared: 10, "12345"));
        app.MapGet("/too-long", WriteDeclaredAsync(declared: 3, "12345"));
        app.MapGet("/too-short/unsent", (HttpContext context) => { context.Response.ContentLength = 10; });
        app.MapGet("/too-long/later", async (HttpContext context) =>
        {
            context.Response.ContentLength = 7;
            await context.Response.WriteAsync("12345");
            await context.Response.WriteAsync("12345");
        });
        app.MapGet("/starting-throws", (HttpContext context) =>
        {
            context.Response.OnStarting(() => throw new InvalidOperationException("a secret of the handler"));
            return "text";
        });
        app.MapGet("/buffer-throws", async (HttpContext context) =>
        {
            context.Response.Body = new MemoryStream(); // and nobody puts the old one back
            await context.Response.WriteAsync("buffered");
            throw new InvalidOperationException("a secret of the handler");
        });
        app.MapGet("/bad-request/{status:int}", string (int status) => throw new BadHttpRequestException("a secret of the handler", status));
    }

    private static Func<HttpContext, Task> WriteDeclaredAsync(long declared, string text) => async context =>
    {
        context.Response.ContentLength = declared;
        await context.Response.Body.WriteAsync(System.Text.Encoding.ASCII.GetBytes(text));
    };

    private static Task WriteUnderneathAsync(IHttpResponseFeature feature)
    {
#pragma warning disable CS0618 // what old middleware does
        return feature.Body.WriteAsync("a secret in the clear"u8.ToArray()).AsTask();
#pragma warning restore CS0618
    }
}
