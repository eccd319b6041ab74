using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.FileProviders;

namespace QuantumAttributes.Integration.Tests.Semantics;

/// <summary>Every shape that an answer and a request's body have in ASP.NET Core. Nothing demands a channel, so that both can be compared.</summary>
internal static class SemanticsApplication
{
    public const string FileText = "0123456789 abcdefghij";

    public static void Map(WebApplication app)
    {
        string root = app.Environment.ContentRootPath;
        File.WriteAllText(Path.Combine(root, "file.txt"), FileText);
        app.UseWhen(At("/handled"), branch => branch.UseExceptionHandler(error => error.Run(context => context.Response.WriteAsync("handled"))));
        app.UseWhen(At("/pages"), branch => branch.UseStatusCodePages());
        app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(root), RequestPath = "/static" });
        AnswerRoutes.Map(app, Path.Combine(root, "file.txt"));
        HeadRoutes.Map(app);
        UploadRoutes.Map(app);
        StreamRoutes.Map(app);
    }

    private static Func<HttpContext, bool> At(string path) => context => context.Request.Path.StartsWithSegments(path, StringComparison.Ordinal);
}
