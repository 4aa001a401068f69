"""Parts of screens. They know the fields of records; no screen and no desk.

field_form  the fields of one record            rows_form   several records of one kind beside a form
record_table  a list of many                    finding_list  what is missing, each line jumps
notice_bar  what happened and what to do next   paper_view  a paper: look, print, save
split_picture  70/20/10                         page        headings, cards, buttons
"""
