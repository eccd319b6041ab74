using System.Text;

namespace QuantumAttributes.Benchmarks.Generators;

/// <summary>The endpoints of the synthetic application, in the forms that people write.</summary>
internal static class SyntheticEndpoints
{
    public const string Usings = """
        using System;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Routing;
        using Microsoft.Extensions.DependencyInjection;
        using QuantumAttributes;

        """;

    private const string Start = """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddQuantumAttributes();
        var app = builder.Build();

        """;

    /// <summary>A Program.cs, and as many files with as many endpoints each.</summary>
    public static IEnumerable<(string File, string Text)> Files(int files, int endpoints)
    {
        string maps = string.Concat(Enumerable.Range(0, files).Select(static file => $"Endpoints{file}.Map(app);\n"));
        yield return ("Program.cs", $"{Usings}{Start}{maps}app.Run();\n");
        for (int file = 0; file < files; file++)
            yield return ($"Endpoints{file}.cs", File(file, endpoints));
    }

    /// <summary>A Program.cs with all of them.</summary>
    public static (string File, string Text) Program(int endpoints)
    {
        (string statements, string methods) = Write(0, endpoints);
        return ("Program.cs", $"{Usings}{Start}{statements}app.Run();\n{methods}");
    }

    private static string File(int file, int endpoints)
    {
        (string statements, string methods) = Write(file, endpoints);
        return $$"""
            {{Usings}}
            public static class Endpoints{{file}}
            {
                public static void Map(WebApplication app)
                {
            {{statements}}
                }

            {{methods}}
            }
            """;
    }

    private static (string Statements, string Methods) Write(int area, int endpoints)
    {
        StringBuilder statements = new();
        StringBuilder methods = new();
        statements.AppendLine($"var group = app.MapGroup(\"/area{area}\").RequireQuantumAuth(\"area{area}\");");
        for (int i = 0; i < endpoints; i++)
        {
            string route = $"/area{area}/{i}";
            statements.AppendLine((i % 5) switch
            {
                0 => $"app.MapPost(\"{route}\", [QuantumAuth(\"payments\"), QuantumChannel] (int id) => id + {i});",
                1 => $"app.MapGet(\"{route}\", Show{i});",
                2 => $"group.MapGet(\"/{i}\", (int id) => id * {i});",
                3 => $"app.MapGet(\"{route}/{{id}}\", [QuantumAuth] async (int id, HttpContext context) => await Task.FromResult(id));",
                _ => $"app.MapGet(\"{route}\", () => {i}).RequireQuantumAuth(\"audit\");",
            });
            if (i % 5 == 1)
                methods.AppendLine($"[QuantumAuth(\"clerk\")] static int Show{i}(int id) => id - {i};");
        }

        return (statements.ToString(), methods.ToString());
    }
}
