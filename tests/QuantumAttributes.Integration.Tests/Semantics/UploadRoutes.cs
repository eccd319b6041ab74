using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace QuantumAttributes.Integration.Tests.Semantics;

/// <summary>What handlers do with the bodies of requests.</summary>
internal static class UploadRoutes
{
    public sealed record Transfer(string To, int Amount);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapMethods("/echo", ["POST", "PUT", "PATCH", "QUERY"], async (HttpContext context) =>
        {
            context.Response.Headers["X-Length"] = $"{context.Request.ContentLength}";
            context.Response.ContentType = context.Request.ContentType;
            await context.Request.Body.CopyToAsync(context.Response.Body, context.RequestAborted);
        });
        app.MapPost("/hash", async (HttpContext context) => Convert.ToHexString(await SHA256.HashDataAsync(context.Request.Body)));
        app.MapPost("/transfer", (Transfer transfer) => $"{transfer.Amount} to {transfer.To}");
        app.MapPost("/optional", (Transfer? transfer) => transfer is null ? "nothing" : "something");
        app.MapPost("/form", async (HttpContext context) =>
        {
            IFormCollection form = await context.Request.ReadFormAsync();
            IEnumerable<string> files = await Task.WhenAll(form.Files.Select(async file =>
            {
                await using Stream content = file.OpenReadStream();
                return $"{file.Name}={file.FileName} {file.ContentType} {Convert.ToHexString(await SHA256.HashDataAsync(content))}";
            }));
            return string.Join('\n', form.Select(field => $"{field.Key}={field.Value}").Concat(files));
        });
        app.MapPost("/limited", (Delegate)ReadAsync).WithMetadata(new RequestSizeLimitAttribute(100_000));
        app.MapPost("/unlimited", (Delegate)ReadAsync).WithMetadata(new DisableRequestSizeLimitAttribute());
        app.MapPost("/unread", (HttpContext _) => "the body stays unread");
        app.MapPost("/forbidden", (HttpContext context) => { context.Response.StatusCode = StatusCodes.Status403Forbidden; });
        app.MapPost("/body-reader", async (HttpContext context) =>
        {
            var result = await context.Request.BodyReader.ReadAtLeastAsync(200_000);
            return $"{result.Buffer.Length} {result.IsCompleted}";
        });
    }

    private static async Task<string> ReadAsync(HttpContext context)
    {
        var buffer = new byte[64 * 1024];
        long length = 0;
        while (await context.Request.Body.ReadAsync(buffer) is > 0 and var count)
            length += count;
        return $"{length}";
    }
}
