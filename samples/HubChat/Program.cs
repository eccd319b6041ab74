using System.CommandLine;
using HubChat;
using HubChat.Client;
using HubChat.Demo;
using HubChat.Server;

var demo = new Option<bool>("--demo") { Description = "Server, two clients and an observer between them, in one process." };
var serve = new Option<bool>("--serve") { Description = "Only the server; stays up for clients in other terminals." };
var urls = new Option<string>("--urls")
{
    Description = "Where the server listens, with --serve.",
    DefaultValueFactory = _ => "http://127.0.0.1:5398",
};
var connect = new Option<string?>("--connect") { Description = "Only a client, of the server at this URL.", HelpName = "URL" };
var name = new Option<string?>("--as")
{
    Description = $"Who the client is, with --connect. '{Members.Moderator}' is the moderator; any other name becomes a member.",
    HelpName = "NAME",
};
var room = new Option<string>("--room")
{
    Description = $"The room, with --connect: {string.Join(" or ", ChatRooms.Names)}.",
    DefaultValueFactory = _ => ChatRooms.Names[0],
};
var command = new RootCommand(
    "A chat over SignalR in quantum channels: an X-Wing key exchange on each connection, sign-in with ML-DSA-65, and a method for moderators only. "
    + "Exit code: 0 when everything went as it should, 1 when not, 2 when an option is wrong.")
{
    demo, serve, urls, connect, name, room,
};
command.Validators.Add(arguments =>
{
    bool[] chosen = [arguments.GetValue(demo), arguments.GetValue(serve), arguments.GetValue(connect) is not null];
    if (chosen.Count(one => one) != 1)
        arguments.AddError("Choose one of --demo, --serve and --connect.");
    if (arguments.GetResult(urls) is { Implicit: false } && !arguments.GetValue(serve))
        arguments.AddError("--urls goes with --serve.");
    if (arguments.GetValue(connect) is { } url && !IsHttp(url))
        arguments.AddError($"--connect: '{url}' is not an http or https URL such as http://127.0.0.1:5398.");
    if (arguments.GetValue(connect) is not null != arguments.GetValue(name) is not null)
        arguments.AddError("--connect and --as go together: --connect http://127.0.0.1:5398 --as alice.");
    if (arguments.GetValue(name) is { } member && !Members.IsName(member))
        arguments.AddError($"--as: '{member}' is no name. Use 1 to 20 of a to z, 0 to 9 and '-', a letter first.");
    if (arguments.GetResult(room) is { Implicit: false })
    {
        if (!ChatRooms.Names.Contains(arguments.GetValue(room)))
            arguments.AddError($"--room: there is no room '{arguments.GetValue(room)}'. There are: {string.Join(", ", ChatRooms.Names)}.");
        if (arguments.GetValue(connect) is null)
            arguments.AddError("--room goes with --connect.");
    }
});
command.SetAction((arguments, cancellation) =>
    arguments.GetValue(serve) ? ChatServer.ServeAsync(arguments.GetValue(urls)!, cancellation)
    : arguments.GetValue(connect) is { } url ? ChatConsole.RunAsync(new Uri(url), arguments.GetValue(name)!, arguments.GetValue(room)!, cancellation)
    : DemoScript.RunAsync(cancellation));

ParseResult parsed = command.Parse(args);
if (parsed.Errors.Count == 0)
    return await parsed.InvokeAsync();
foreach (var error in parsed.Errors)
    Console.Error.WriteLine(error.Message);
Console.Error.WriteLine("See --help.");
return 2;

static bool IsHttp(string url) => Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https";
